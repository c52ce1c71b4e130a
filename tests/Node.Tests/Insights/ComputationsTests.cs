using AkkaApiBench.Node.Gateway.Insights;

namespace AkkaApiBench.Node.Tests.Insights;

public sealed class ComputationsTests : IDisposable
{
    private readonly Computations _computations = new();

    public void Dispose() => _computations.Dispose();

    [Fact]
    public async Task What_many_ask_at_the_same_time_is_computed_once()
    {
        var times = 0;
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _computations.OfAsync("key", () => Interlocked.Increment(ref times), CancellationToken.None)));

        answers.ShouldAllBe(answer => answer == 1);
        times.ShouldBe(1);
    }

    [Fact]
    public async Task It_is_done_on_a_thread_that_no_actor_waits_for() =>
        (await _computations.OfAsync("key", () => Thread.CurrentThread.IsThreadPoolThread, CancellationToken.None)).ShouldBeFalse();

    [Fact]
    public async Task What_failed_is_tried_again()
    {
        await Should.ThrowAsync<InvalidOperationException>(_computations.OfAsync<string>("key", () => throw new InvalidOperationException(), CancellationToken.None));

        (await _computations.OfAsync("key", () => "done", CancellationToken.None)).ShouldBe("done");
    }

    [Fact]
    public async Task Another_key_is_another_result()
    {
        (await _computations.OfAsync(("a", 1), () => "first", CancellationToken.None)).ShouldBe("first");
        (await _computations.OfAsync(("a", 2), () => "second", CancellationToken.None)).ShouldBe("second");
    }
}

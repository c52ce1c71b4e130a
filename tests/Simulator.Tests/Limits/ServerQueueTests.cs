using AkkaApiBench.Simulator.Limits;

namespace AkkaApiBench.Simulator.Tests.Limits;

public sealed class ServerQueueTests
{
    [Fact]
    public async Task Without_a_number_of_servers_nobody_waits()
    {
        var queue = new ServerQueue(null);

        (await queue.EnterAsync(default)).Waited.ShouldBe(TimeSpan.Zero);
        (await queue.EnterAsync(default)).Waited.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task Whoever_comes_first_is_served_first()
    {
        var queue = new ServerQueue(1);
        var working = await queue.EnterAsync(default);
        var (first, second) = (queue.EnterAsync(default).AsTask(), queue.EnterAsync(default).AsTask());

        working.Dispose();
        var next = await first;

        second.IsCompleted.ShouldBeFalse();
        next.Dispose();
        (await second).Waited.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public async Task Whoever_goes_away_leaves_the_turn_to_the_next()
    {
        var queue = new ServerQueue(1);
        var working = await queue.EnterAsync(default);
        using var impatient = new CancellationTokenSource();
        var (gone, next) = (queue.EnterAsync(impatient.Token).AsTask(), queue.EnterAsync(default).AsTask());

        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => gone);
        working.Dispose();

        await next;
    }
}

using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;
using AkkaApiBench.Node.Worker.Load;
using AkkaApiBench.Providers;

namespace AkkaApiBench.Node.Tests.Worker;

public sealed class RequestStageTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ActorSystem _system = ActorSystem.Create("requests");

    public void Dispose() => _system.Dispose();

    [Fact]
    public async Task A_request_that_breaks_breaks_the_stream()
    {
        var run = RunAsync(4, 100, async due =>
        {
            await Task.Yield();
            return due == 50 ? throw new InvalidOperationException("broken") : AnswerTo(due);
        });

        (await Should.ThrowAsync<InvalidOperationException>(run.WaitAsync(Patience))).Message.ShouldBe("broken");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Every_request_is_answered_once_with_no_more_than_allowed_in_flight(int inFlight)
    {
        int now = 0, most = 0;
        var answers = await RunAsync(inFlight, 5000, async due =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            if (due % 3 == 0)
                await Task.Yield();
            Interlocked.Decrement(ref now);
            return AnswerTo(due);
        }).WaitAsync(Patience);

        answers.Order().ShouldBe(Enumerable.Range(0, 5000).Select(due => (long)due));
        most.ShouldBeLessThanOrEqualTo(inFlight);
    }

    [Fact]
    public async Task Answers_come_in_the_order_in_which_requests_end()
    {
        var held = new ConcurrentDictionary<long, TaskCompletionSource<Answered>>();
        var allSent = new TaskCompletionSource();
        var run = RunAsync(3, 3, due =>
        {
            var source = held[due] = new TaskCompletionSource<Answered>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (due == 2)
                allSent.SetResult();
            return new ValueTask<Answered>(source.Task);
        }, answered =>
        {
            // The next one ends only now.
            if (held.TryGetValue(answered - 1, out var next))
                next.SetResult(AnswerTo(answered - 1));
        });
        await allSent.Task.WaitAsync(Patience);
        held[2].SetResult(AnswerTo(2));

        (await run.WaitAsync(Patience)).ShouldBe([2, 1, 0]);
    }

    private async Task<IReadOnlyList<long>> RunAsync(int inFlight, int requests, Func<long, ValueTask<Answered>> send, Action<long>? seen = null)
    {
        var answers = new List<long>();
        await Source.From(Enumerable.Range(0, requests).Select(due => new Admitted(due, 0, default)))
            .Via(new RequestStage(inFlight, admitted => send(admitted.Due)))
            .RunForeach(answered =>
            {
                answers.Add(answered.Last.Record.Due);
                seen?.Invoke(answered.Last.Record.Due);
            }, _system.Materializer());
        return answers;
    }

    private static Answered AnswerTo(long due) => new(
        due, null!, default, new Try(1, new RequestRecord { StartedAt = DateTimeOffset.UnixEpoch, Due = due }, 0, 0), []);

    private static void InterlockedMax(ref int place, int value)
    {
        for (var seen = Volatile.Read(ref place); seen < value;)
            seen = Interlocked.CompareExchange(ref place, value, seen) is var before && before == seen ? value : before;
    }
}

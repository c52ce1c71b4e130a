using System.Collections.Concurrent;
using System.Diagnostics;
using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;
using AkkaApiBench.Node.Worker.Load;
using AkkaApiBench.Node.Worker.Load.Schedules;

namespace AkkaApiBench.Node.Tests.Worker;

public sealed class PacingStageTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ActorSystem _system = ActorSystem.Create("pacing", $"{LoadStream.PacingDispatcher} {{ type = PinnedDispatcher }}");

    public void Dispose() => _system.Dispose();

    [Theory]
    [InlineData(50)]
    [InlineData(500)]
    [InlineData(5000)]
    public async Task Answers_are_taken_while_later_requests_are_not_due(int rate)
    {
        var requests = 2 * rate;
        var events = new ConcurrentQueue<bool>();
        await Source.FromGraph(new PacingStage(Rate(rate, requests), CancellationToken.None))
            .SelectAsyncUnordered(requests, async due =>
            {
                events.Enqueue(false);
                await Task.Yield();
                return due;
            })
            .Select(_ =>
            {
                events.Enqueue(true);
                return true;
            })
            .ToMaterialized(Sink.Ignore<bool>(), Keep.Right)
            .WithAttributes(ActorAttributes.CreateDispatcher(LoadStream.PacingDispatcher))
            .Run(_system.Materializer()).WaitAsync(Patience);

        events.Count.ShouldBe(2 * requests);
        // Of those that were sent in the first half, the answers are not left to the end.
        events.Take(requests).Count(isAnswer => isAnswer).ShouldBeGreaterThan(requests / 4);
    }

    [Fact]
    public async Task Requests_are_due_at_even_distances_and_never_sent_before()
    {
        var early = 0;
        var due = await Source.FromGraph(new PacingStage(Rate(200, 100), CancellationToken.None))
            .Select(time =>
            {
                if (Stopwatch.GetTimestamp() < time)
                    early++;
                return time;
            })
            .ToMaterialized(Sink.Seq<long>(), Keep.Right)
            .WithAttributes(ActorAttributes.CreateDispatcher(LoadStream.PacingDispatcher))
            .Run(_system.Materializer()).WaitAsync(Patience);

        due.Count.ShouldBe(100);
        early.ShouldBe(0);
        due.Zip(due.Skip(1), (one, next) => Stopwatch.GetElapsedTime(one, next).TotalMilliseconds)
            .ShouldAllBe(distance => Math.Abs(distance - 5) < 0.01);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(20)]
    public async Task It_stops_when_told_to_though_the_next_request_is_not_due(double rate)
    {
        using var stop = new CancellationTokenSource();
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var end = Source.FromGraph(new PacingStage(Rate(rate, 1_000_000), stop.Token))
            .Select(_ => first.TrySetResult())
            .ToMaterialized(Sink.Ignore<bool>(), Keep.Right)
            .WithAttributes(ActorAttributes.CreateDispatcher(LoadStream.PacingDispatcher))
            .Run(_system.Materializer());
        await first.Task.WaitAsync(Patience);

        await stop.CancelAsync();

        await end.WaitAsync(Patience);
    }

    private static ArrivalSchedule Rate(double rate, long requests) => new(new EvenArrivals(rate, 0, requests), TimeSpan.FromDays(1), 1000, default);
}

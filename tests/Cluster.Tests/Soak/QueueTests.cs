using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cluster.Tests.Soak;

/// <summary>Many runs that wait for their turn.</summary>
public sealed class QueueTests : ProcessTests
{
    /// <summary>Every so-manieth is cancelled while it waits.</summary>
    private const int CancelledEach = 10;

    [Fact]
    public Task Forty_runs_are_made_in_order_but_for_those_cancelled() => QueueAsync(40);

    [Fact]
    [Trait("Category", "Soak")]
    public Task A_thousand_runs_are_made_in_order_but_for_those_cancelled() => QueueAsync(1000);

    private async Task QueueAsync(int count)
    {
        await using var node = await Member.NodeAsync(Folder, "data");
        using var api = node.OpenApi();
        // Holds the others up until all of them wait.
        var first = (await api.SubmitAsync($$"""
            name: first
            targets: [ {{Targets.Target("two")}} ]
            tests: [ { type: latency, load: { model: constant_rate, rate: 1, duration: 1h } } ]
            """)).RunId;
        var runs = new List<string>();
        for (var number = 0; number < count; number++)
        {
            var run = await api.SubmitAsync($$"""
                name: run {{number}}
                targets: [ {{Targets.Target("one")}} ]
                tests: [ { type: latency, iterations: 1 } ]
                """);
            run.Status.ShouldBe(RunStatus.Accepted);
            runs.Add(run.RunId);
        }

        (await AllAsync(api)).Where(run => run.RunId != first).ShouldAllBe(run => run.Status == RunStatus.Accepted);
        var cancelled = runs.Where((_, number) => number % CancelledEach == 0).ToList();
        foreach (var run in cancelled)
            await api.CancelAsync(run);
        await api.CancelAsync(first);
        // Of the same priority, the last one accepted is the last one made.
        (await api.WhenShownAsync(runs[^1], view => view.EndedAt is not null, patience: TimeSpan.FromSeconds(count))).Status.ShouldBe(RunStatus.Completed);

        var all = await AllAsync(api);
        all.Select(run => run.RunId).ShouldBe([.. runs, first], ignoreOrder: true);
        all.Where(run => run.Status is RunStatus.Cancelled).Select(run => run.RunId).ShouldBe([.. cancelled, first], ignoreOrder: true);
        var made = all.Where(run => run.Status is RunStatus.Completed).ToList();
        made.Count.ShouldBe(count - cancelled.Count);
        var inOrder = made.OrderBy(run => run.StartedAt).ToList();
        inOrder.Select(run => run.RunId).ShouldBe(runs.Except(cancelled));
        inOrder.Zip(inOrder.Skip(1), (one, next) => one.EndedAt <= next.StartedAt).ShouldAllBe(isAlone => isAlone);
        (await Targets.ReceivedAsync("one")).ShouldBe(made.Count);
    }

    /// <summary>All runs, the newest first.</summary>
    private static async Task<List<RunView>> AllAsync(RunsApi api)
    {
        var all = new List<RunView>();
        for (string? before = null; ;)
        {
            var page = await api.ListAsync(before);
            all.AddRange(page.Runs);
            if (page.Next is null)
                return all;
            before = page.Next;
        }
    }
}

using System.Collections.Immutable;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Coordinator;
using CsCheck;

namespace AkkaApiBench.Node.Tests.Coordinator;

public sealed class CoordinatorStateTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    [Fact]
    public void A_run_that_began_waits_no_more()
    {
        var state = Queued(("a", 0)).Apply(new RunListed(new RunHeader(new RunId("a"), "a", RunStatus.Running, null, Now, Now, null)));

        state.Queue.ShouldBeEmpty();
    }

    [Fact]
    public void The_highest_priority_goes_first_and_among_equals_the_oldest() =>
        Queued(("a", 0), ("b", 5), ("c", -1), ("d", 5), ("e", 0)).Queue.Select(run => run.Name).ShouldBe(["b", "d", "a", "e", "c"]);

    [Fact]
    public void Every_waiting_run_has_its_turn_in_the_order_of_priority() =>
        Gen.Int[-100, 100].Array[0, 50].Sample(priorities =>
        {
            var state = Queued([.. priorities.Select((priority, index) => ($"run-{index:000}", priority))]);

            var queue = state.Queue.ToList();

            queue.Count.ShouldBe(priorities.Length);
            queue.Zip(queue.Skip(1)).ShouldAllBe(pair => pair.Item1.Priority > pair.Item2.Priority
                || (pair.Item1.Priority == pair.Item2.Priority && pair.Item1.AcceptedAt < pair.Item2.AcceptedAt));
        });

    [Fact]
    public void A_page_of_runs_ends_where_no_more_fit_a_message()
    {
        var state = Queued([.. Enumerable.Range(0, 500).Select(i => ($"{new string('r', 60)}{i:000}", i % 100))]);
        var longNames = state with { Runs = state.Runs.ToImmutableSortedDictionary(run => run.Key, run => run.Value with { Name = new string('ä', 100), Reason = new string('r', 300) }) };

        var first = longNames.Page(new ListRuns(500));
        var rest = longNames.Page(new ListRuns(500, first.Runs[^1].Run));

        first.HasMore.ShouldBeTrue();
        first.Runs.Concat(rest.Runs).Select(run => run.Run).ShouldBe(longNames.Runs.Keys.Reverse().Take(first.Runs.Length + rest.Runs.Length));
        rest.Runs.Length.ShouldBeGreaterThan(0);
    }

    private static CoordinatorState Queued(params (string Name, int Priority)[] runs) => runs.Index().Aggregate(CoordinatorState.Empty,
        (state, run) => state.Apply(new RunQueued(new RunId(run.Item.Name), run.Item.Name, null, Now.AddSeconds(run.Index)) { Priority = run.Item.Priority }));
}

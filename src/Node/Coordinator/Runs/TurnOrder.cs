using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Node.Coordinator.Runs;

/// <summary>
/// Who is asked when: all targets at the same time, or in turns. The load is cut into blocks; within each block everybody has
/// one turn, in an order drawn from the plan's seed, so that a change of conditions meets all of them and none always comes
/// first (a randomized complete block design: R. A. Fisher, "The Design of Experiments", 1935).
/// </summary>
/// <remarks>
/// The slices of a test of a target are numbered block by block: those of block b are the parts from b × side-by-side on. The
/// order is a function of the plan alone, so that a coordinator that takes over goes on with the same.
/// </remarks>
internal static class TurnOrder
{
    /// <summary>The slices whose turn it is: none while others work, and none when all had theirs.</summary>
    public static IReadOnlyList<SliceId> Next(RunState state)
    {
        if (state.ActiveSlices.Any())
            return [];
        var waiting = state.WaitingSlices.ToHashSet();
        return Of(state).Select(turn => (IReadOnlyList<SliceId>)[.. turn.Where(waiting.Contains)]).FirstOrDefault(turn => turn.Count > 0) ?? [];
    }

    /// <summary>All turns of the present stage.</summary>
    private static IEnumerable<IEnumerable<SliceId>> Of(RunState state)
    {
        var plan = state.Plan!;
        if (plan.Order is TargetOrder.Interleaved)
        {
            return
                from block in Enumerable.Range(0, plan.BlocksOf(state.Test))
                from cell in NumbersOf(plan, state.Test, block).Shuffle([.. state.Cells])
                select SlicesOf(state, cell, block);
        }

        return
            from block in Enumerable.Range(0, plan.BlocksOf(state.Test))
            let orders = state.Targets.ToDictionary(target => target, target => NumbersOf(plan, state.Test, block).Inner(target).Shuffle(state.Stage))
            from turn in Enumerable.Range(0, state.Stage.Count)
            select state.Targets.SelectMany(target => SlicesOf(state, (target, orders[target][turn]), block));
    }

    private static IEnumerable<SliceId> SlicesOf(RunState state, (int Target, int Test) cell, int block)
    {
        var parts = state.SideBySide(cell.Target, cell.Test);
        return Enumerable.Range(block * parts, parts).Select(part => state.SliceOf(cell.Test, cell.Target, part));
    }

    private static RandomNumbers NumbersOf(Plan plan, int test, int block) => RandomNumbers.Of(plan.Seed).Inner(test).Inner(block);
}

using Akka.Actor;
using AkkaApiBench.Messages.Journal;

namespace AkkaApiBench.Node.Coordinator.Runs;

/// <summary>
/// Asks the journals what tests came to whose slices are all done. Each answer goes to the run as <see cref="TestTotals"/>; what
/// is not answered comes as <see cref="Failed"/> and may be asked again.
/// </summary>
internal sealed class MeasurementFetching(IActorRef journals, IActorRef run)
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);

    private readonly HashSet<(int Target, int Test, string? Tag)> _asked = [];

    /// <summary>Asks for everything that a run waits for and that was not asked for.</summary>
    public void Begin(RunState state)
    {
        foreach (var (target, test, tag) in state.ToMeasure)
        {
            if (!_asked.Add((target, test, tag)))
                continue;
            var query = new GetTestTotals(state.Plan!.Targets[target].Id, state.Run, test, state.SideBySide(target, test)) { Tag = tag };
            journals.AskTotalsAsync(query, AnswerTime).PipeTo(run, failure: _ => new Failed(target, test, tag));
        }
    }

    public void Forget(Failed missing) => _asked.Remove((missing.Target, missing.Test, missing.Tag));

    /// <summary>A journal did not answer in time.</summary>
    internal sealed record Failed(int Target, int Test, string? Tag);
}

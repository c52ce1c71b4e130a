using System.Collections.Immutable;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Node.Coordinator;

/// <summary>All runs, a line each.</summary>
internal sealed record CoordinatorState(
    ImmutableSortedDictionary<RunId, RunHeader> Runs, ImmutableDictionary<string, RunId> ByIdempotencyKey)
{
    public static readonly CoordinatorState Empty = new(
        ImmutableSortedDictionary<RunId, RunHeader>.Empty, ImmutableDictionary.Create<string, RunId>(StringComparer.Ordinal));

    /// <summary>The runs that wait for their turn, the next one first.</summary>
    public IEnumerable<RunHeader> Queue => Runs.Values
        .Where(run => run.Status is RunStatus.Accepted)
        .OrderByDescending(run => run.Priority).ThenBy(run => run.AcceptedAt).ThenBy(run => run.Run);

    public IEnumerable<RunHeader> AtWork => Runs.Values.Where(run => run.Status.IsAtWork());

    /// <summary>The runs that a user holds.</summary>
    public IEnumerable<RunHeader> Paused => Runs.Values.Where(run => run.Status is RunStatus.Paused);

    public RunPage Page(ListRuns query)
    {
        var older = Runs.Values.Reverse()
            .Where(query.Includes).Take(query.Limit + 1).ToList();
        var page = Frame.Fitting(older.Take(query.Limit), Frame.SizeOf).ToImmutableArray();
        return new RunPage(page, older.Count > page.Length);
    }

    /// <summary>The runs that have not ended, the newest first, as many as fit a message.</summary>
    public RunPage NotEnded()
    {
        var all = Runs.Values.Reverse().Where(run => !run.Status.IsEnd()).ToList();
        var page = Frame.Fitting(all, Frame.SizeOf).ToImmutableArray();
        return new RunPage(page, all.Count > page.Length);
    }

    public CoordinatorState Apply(ICoordinatorEvent happened) => happened switch
    {
        RunQueued queued => new CoordinatorState(
            Runs.SetItem(queued.Run, queued.Line),
            queued.IdempotencyKey is { } key ? ByIdempotencyKey.SetItem(key, queued.Run) : ByIdempotencyKey),
        RunListed listed => this with { Runs = Runs.SetItem(listed.Run, listed.Header) },
        RunRemoved removed => new CoordinatorState(
            Runs.Remove(removed.Run),
            ByIdempotencyKey.RemoveRange(ByIdempotencyKey.Where(entry => entry.Value == removed.Run).Select(entry => entry.Key))),
        _ => this,
    };
}

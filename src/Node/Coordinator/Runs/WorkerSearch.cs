using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Worker.Placement;

namespace AkkaApiBench.Node.Coordinator.Runs;

/// <summary>Finds out whether there are workers that can serve the slices of a run, says what is missing, and waits only so long.</summary>
internal sealed class WorkerSearch(IWorkers workers)
{
    private DateTimeOffset? _since;

    /// <summary>Why a slice waits; null when a worker can serve it.</summary>
    public string? WhyWaiting(string? placement)
    {
        var up = workers.Up;
        return up.Any(worker => worker.Fits(placement)) ? null
            : placement is null ? "waits for a worker: none is up"
            : $"waits for a worker with the tags {string.Join(", ", WorkerTag.Split(placement))}; {Described(up)}";
    }

    /// <summary>The slices being made that no worker can serve.</summary>
    public IReadOnlyList<(SliceId Slice, int Epoch)> Unserved(RunState state) =>
        [.. state.ActiveSlices.Where(slice => WhyWaiting(slice.Key.Placement) is not null).Select(slice => (slice.Key, slice.Value.Epoch))];

    /// <summary>Stops a run that found no worker for longer than its plan allows.</summary>
    public IReadOnlyList<IRunEvent> GiveUp(RunState state, DateTimeOffset now)
    {
        if (state.Status is not RunStatus.Running || Unserved(state) is not [var unserved, ..])
        {
            _since = null;
            return [];
        }

        _since ??= now;
        var patience = state.Plan!.WorkerTimeout;
        return now - _since <= patience ? []
            : state.Stop(RunStatus.Failed, $"no worker within {Durations.Format(patience)}: {WhyWaiting(unserved.Slice.Placement)}", now);
    }

    private static string Described(IReadOnlyList<WorkerNode> up) => up.Count == 0 ? "none is up"
        : $"up are {string.Join("; ", up.Select(worker => $"{worker.Address} with {(worker.Tags.Count == 0 ? "none" : string.Join(", ", worker.Tags.Order(StringComparer.Ordinal)))}"))}";
}

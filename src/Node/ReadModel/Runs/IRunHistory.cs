using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Node.ReadModel.Runs;

/// <summary>All runs and what they came to. It knows what the coordinator knows, and answers while there is none.</summary>
internal interface IRunHistory
{
    /// <summary>The newest runs; null when this node cannot tell.</summary>
    Task<RunPage?> ListAsync(ListRuns query, CancellationToken cancellation);

    /// <summary>A run that has ended; null when there is none, or it ended a moment ago, or this node cannot tell.</summary>
    Task<MeasuredRun?> FindAsync(RunId run, CancellationToken cancellation);
}

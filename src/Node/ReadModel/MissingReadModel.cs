using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.ReadModel.Anomalies;
using AkkaApiBench.Node.ReadModel.Runs;
using AkkaApiBench.Node.ReadModel.Series;

namespace AkkaApiBench.Node.ReadModel;

/// <summary>Stands for the read model on a node that was not told where the journal is.</summary>
internal sealed class MissingReadModel : ISeriesHistory, IAnomalyHistory, IRunHistory
{
    public Task<IReadOnlyList<TargetWithHistory>> ListTargetsAsync(CancellationToken cancellation) => throw new ReadModelMissingException();

    public Task<SeriesHistory> ReadAsync(
        TargetId target, DateTimeOffset from, DateTimeOffset to, TimeSpan resolution, CancellationToken cancellation) => throw new ReadModelMissingException();

    /// <summary>None: what the journals themselves remember has to do.</summary>
    public Task<IReadOnlyList<Anomaly>> ReadAsync(TargetId target, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Anomaly>>([]);

    /// <summary>Not known: the journals themselves have to tell.</summary>
    public Task<bool> MayHaveAsync(TargetId target, CancellationToken cancellation) => Task.FromResult(true);

    /// <summary>Not known: the coordinator itself has to tell.</summary>
    public Task<RunPage?> ListAsync(ListRuns query, CancellationToken cancellation) => Task.FromResult<RunPage?>(null);

    /// <summary>Not known: the run itself has to tell.</summary>
    public Task<MeasuredRun?> FindAsync(RunId run, CancellationToken cancellation) => Task.FromResult<MeasuredRun?>(null);
}

/// <summary>The node was not told where the journal is.</summary>
internal sealed class ReadModelMissingException() : Exception(
    $"This node does not know the journal's database: start it with {NodeFlags.Journal.Flag} as the nodes with the role journal are, or ask one of those.");

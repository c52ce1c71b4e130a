using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Akka.Cluster;
using AkkaApiBench.Hosting.Telemetry;
using AkkaApiBench.Node.Coordinator;

namespace AkkaApiBench.Node.Telemetry;

/// <summary>
/// Metrics of a node's own health; docs/observability.md lists them. Actors leave here what is asked for only when somebody
/// collects. Safe for several threads.
/// </summary>
internal sealed class NodeMeter : IDisposable
{
    private readonly Meter _meter;
    private readonly PendingWindows _pending;
    private readonly ConcurrentDictionary<string, (int Shards, int Entities)> _shards = new();
    private Cluster? _cluster;
    private QueueSnapshot? _queue;
    private ReadModelSnapshot? _readModel;

    public NodeMeter(IMeterFactory meters)
    {
        _meter = meters.Create(TelemetryExtensions.Source);
        _pending = new PendingWindows(_meter);
        _meter.CreateObservableGauge("apibench.build_info", () => new Measurement<int>(
            1, new("version", typeof(NodeMeter).Assembly.GetName().Version!.ToString(3)), new("runtime", Environment.Version.ToString())),
            description: "Always 1; its attributes say what runs.");
        _meter.CreateObservableGauge("apibench.cluster.members", Members, "{member}", "Members of the cluster by status, as this node sees them.");
        _meter.CreateObservableGauge("apibench.cluster.unreachable", Unreachable, "{member}", "Members that this node's cluster cannot reach.");
        _meter.CreateObservableGauge("apibench.runs.queued", () => Of(_queue, queue => queue.State.Queue.Count()), "{run}", "Runs that wait for their turn; told by the coordinator's node.");
        _meter.CreateObservableGauge("apibench.runs.active", () => Of(_queue, queue => queue.State.AtWork.Count()), "{run}", "Runs that are made now; told by the coordinator's node.");
        _meter.CreateObservableGauge("apibench.runs.limit", () => Of(_queue, queue => queue.ParallelRuns), "{run}", "Runs that are made at a time; told by the coordinator's node.");
        _meter.CreateObservableGauge("apibench.read_model.lag", () => Of(_readModel, model => model.End - model.Position), "{event}", "Events that the read model has not taken in; told by the projector's node.");
        _meter.CreateObservableGauge("apibench.read_model.age", () => Of(_readModel, model => Stopwatch.GetElapsedTime(model.CaughtUp).TotalSeconds), "s", "Time since the read model had all events; told by the projector's node.");
        _meter.CreateObservableGauge("apibench.shards", () => _shards.Select(type => new Measurement<int>(type.Value.Shards, new KeyValuePair<string, object?>("type", type.Key))), "{shard}", "Shards that this node has, by type.");
        _meter.CreateObservableGauge("apibench.shards.entities", () => _shards.Select(type => new Measurement<int>(type.Value.Entities, new KeyValuePair<string, object?>("type", type.Key))), "{entity}", "Testers and journals that this node has, by the type of their shards.");
        ThreadPoolDelay = _meter.CreateHistogram("apibench.thread_pool.delay", "s", "How long work waits for a thread, looked at once a second.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1] });
        SubscribersDropped = _meter.CreateCounter<long>("apibench.subscribers.dropped", "{subscriber}", "Readers of live streams that were too slow, and were cut off.");
        SendLateness = _meter.CreateHistogram("apibench.send.lateness", "s", "How late requests of an open loop were sent.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.1, 1] });
        Windows = _meter.CreateCounter<long>("apibench.windows", "{window}", "Windows of measurements; client_limited says whether the client was the bottleneck in it.");
    }

    public Histogram<double> ThreadPoolDelay { get; }

    public Histogram<double> SendLateness { get; }

    public Counter<long> SubscribersDropped { get; }

    public Counter<long> Windows { get; }

    /// <summary>The meter, for instruments of other subjects.</summary>
    public Meter Meter => _meter;

    public PendingWindows Pending => _pending;

    /// <summary>Tells of the cluster from now on.</summary>
    public void Observe(Cluster cluster) => _cluster = cluster;

    /// <summary>Tells of the coordinator's queue; null when the coordinator is not here any more.</summary>
    public void Observe(CoordinatorState? queue, int parallelRuns) => _queue = queue is null ? null : new QueueSnapshot(queue, parallelRuns);

    /// <summary>Tells how far the read model is.</summary>
    public void Observe(long position, long end) =>
        _readModel = new ReadModelSnapshot(position, end, position >= end ? Stopwatch.GetTimestamp() : _readModel?.CaughtUp ?? Stopwatch.GetTimestamp());

    /// <summary>Tells how many shards and entities of a type this node has.</summary>
    public void ObserveShards(string type, int shards, int entities) => _shards[type] = (shards, entities);

    /// <summary>The read model is kept elsewhere from now on.</summary>
    public void ForgetReadModel() => _readModel = null;

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<T>> Of<TState, T>(TState? state, Func<TState, T> value)
        where TState : class
        where T : struct => state is null ? [] : [new Measurement<T>(value(state))];

    private IEnumerable<Measurement<int>> Members() => _cluster is not { IsTerminated: false } cluster ? []
        : cluster.State.Members.GroupBy(member => member.Status)
            .Select(group => new Measurement<int>(group.Count(), new KeyValuePair<string, object?>("status", group.Key.ToString().ToLowerInvariant())));

    private IEnumerable<Measurement<int>> Unreachable() =>
        _cluster is { IsTerminated: false } cluster ? [new Measurement<int>(cluster.State.Unreachable.Count)] : [];

    private sealed record QueueSnapshot(CoordinatorState State, int ParallelRuns);

    private sealed record ReadModelSnapshot(long Position, long End, long CaughtUp);
}

using Akka.Actor;
using AkkaApiBench.Node.Telemetry;
using AkkaApiBench.Node.Worker.Placement;

namespace AkkaApiBench.Node.Coordinator.Runs;

/// <summary>What runs need of the node.</summary>
internal sealed record RunSettings
{
    /// <summary>The shard region of the testers.</summary>
    public required IActorRef Testers { get; init; }

    /// <summary>The shard region of the journals.</summary>
    public required IActorRef Journals { get; init; }

    /// <summary>The workers that there are.</summary>
    public required IWorkers Workers { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Who is told of the queue; null when nobody watches.</summary>
    public NodeMeter? Meter { get; init; }

    /// <summary>How many runs are made at a time: runs side by side share workers, and may measure each other.</summary>
    public int ParallelRuns { get; init; } = 1;
}

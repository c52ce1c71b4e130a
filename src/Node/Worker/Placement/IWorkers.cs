using Akka.Actor;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Node.Worker.Placement;

/// <summary>The workers that are up now. Safe for several threads.</summary>
internal interface IWorkers
{
    /// <summary>All of them.</summary>
    IReadOnlyList<WorkerNode> Up { get; }

    /// <summary>The worker on which an actor is; null when there is none, or none any more.</summary>
    WorkerNode? Of(IActorRef actor);
}

/// <summary>A worker.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Tags">What it has.</param>
internal sealed record WorkerNode(Address Address, IReadOnlySet<string> Tags)
{
    /// <summary>True when it has everything in a placement of <see cref="WorkerTag.Join"/>.</summary>
    public bool Fits(string? placement) => WorkerTag.Split(placement).All(Tags.Contains);
}

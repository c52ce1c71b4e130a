using Akka.Actor;

namespace AkkaApiBench.Node.Coordinator.Runs;

/// <summary>What runs need of the node.</summary>
/// <param name="Testers">The shard region of the testers.</param>
/// <param name="Journals">The shard region of the journals.</param>
/// <param name="Time">The clock.</param>
internal sealed record RunSettings(IActorRef Testers, IActorRef Journals, TimeProvider Time);

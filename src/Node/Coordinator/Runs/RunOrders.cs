using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Node.Coordinator.Runs;

/// <summary>Has a new run keep its plan; answered by its <see cref="RunHeader"/>.</summary>
internal sealed record AcceptRun(Plan Plan)
{
    /// <summary>The monitor that asked for it; null for others.</summary>
    public MonitorId? Monitor { get; init; }
}

/// <summary>Has an ended run delete what it kept, and stop.</summary>
internal sealed class EraseRun
{
    public static readonly EraseRun Instance = new();
}

/// <summary>Tells a run that it is its turn.</summary>
internal sealed class BeginRun
{
    public static readonly BeginRun Instance = new();
}

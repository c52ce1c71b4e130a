using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Messages.Runs;

/// <summary>What the coordinator remembers of all runs.</summary>
public interface ICoordinatorEvent : IWithRunId;

/// <summary>A run stands in the queue.</summary>
/// <param name="Run">The run.</param>
/// <param name="Name">What the user calls it.</param>
/// <param name="IdempotencyKey">The key under which it was submitted; null without.</param>
/// <param name="At">When.</param>
public sealed record RunQueued(RunId Run, string Name, string? IdempotencyKey, DateTimeOffset At) : ICoordinatorEvent
{
    /// <summary>See <see cref="Plans.Plan.Priority"/>.</summary>
    public int Priority { get; init; }

    /// <summary>The monitor that asked for it; null for others.</summary>
    public MonitorId? Monitor { get; init; }
}

/// <summary>A run's line in lists changed.</summary>
/// <param name="Header">The line as it is now.</param>
public sealed record RunListed(RunHeader Header) : ICoordinatorEvent
{
    /// <inheritdoc/>
    public RunId Run => Header.Run;
}

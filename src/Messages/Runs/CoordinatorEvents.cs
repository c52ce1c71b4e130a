using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Messages.Runs;

/// <summary>What the coordinator remembers of all runs.</summary>
public interface ICoordinatorEvent : IWithRunId
{
    /// <summary>The run's line in lists from then on; null when it has none any more.</summary>
    RunHeader? Line { get; }
}

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

    /// <inheritdoc/>
    public RunHeader Line => new(Run, Name, RunStatus.Accepted, null, At, null, null) { Priority = Priority, Monitor = Monitor };
}

/// <summary>A run's line in lists changed.</summary>
/// <param name="Header">The line as it is now.</param>
public sealed record RunListed(RunHeader Header) : ICoordinatorEvent
{
    /// <inheritdoc/>
    public RunId Run => Header.Run;

    /// <inheritdoc/>
    public RunHeader Line => Header;
}

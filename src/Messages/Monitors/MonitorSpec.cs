using System.Collections.Immutable;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Messages.Monitors;

/// <summary>What a user asks a monitor to do. Made by <see cref="MonitorReader"/> only, so always valid.</summary>
public sealed record MonitorSpec
{
    /// <summary>What the user calls it.</summary>
    public required string Name { get; init; }

    /// <summary>What each firing executes.</summary>
    public required Plan Plan { get; init; }

    /// <summary>When.</summary>
    public required Schedule Schedule { get; init; }

    /// <summary>False for a monitor that is only fired by hand.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>What becomes of firings that were due while nobody kept the schedule.</summary>
    public MissedPolicy Missed { get; init; } = MissedPolicy.Skip;

    /// <summary>What its firings may cost together.</summary>
    public SpendCaps Caps { get; init; } = SpendCaps.None;

    /// <summary>What is promised of the targets.</summary>
    public ImmutableArray<Slo> Slos { get; init; } = [];

    /// <summary>The document that says all this, as JSON: what the user gets back.</summary>
    public required string Source { get; init; }
}

/// <summary>The most that the firings of a monitor may cost together, by the calendar of its time zone; null is without limit.</summary>
/// <param name="Daily">In a day.</param>
/// <param name="Monthly">In a month.</param>
public sealed record SpendCaps(Usd? Daily, Usd? Monthly)
{
    /// <summary>No limit.</summary>
    public static readonly SpendCaps None = new(null, null);
}

/// <summary>A service level objective: of all requests in a period, a share must be good.</summary>
/// <param name="Name">How the user and alerts call it.</param>
/// <param name="Expression">The objective as the user wrote it.</param>
/// <param name="Share">The share of requests that must be good, above 0 and below 1; the rest is the error budget.</param>
/// <param name="Period">How far back requests count, in whole days.</param>
public sealed record Slo(string Name, string Expression, double Share, TimeSpan Period)
{
    /// <summary>What makes a request that succeeded a good one; null when success is enough.</summary>
    public Condition? Each { get; init; }

    /// <summary>The target whose requests count, as the plan's results call it; null for all.</summary>
    public string? Target { get; init; }
}

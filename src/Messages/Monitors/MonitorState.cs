using System.Collections.Immutable;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Messages.Monitors;

/// <summary>Everything that is known of a monitor, as its events tell it and a snapshot keeps it.</summary>
public sealed record MonitorState
{
    /// <summary>Its identifier.</summary>
    public required MonitorId Id { get; init; }

    /// <summary>What it is to do.</summary>
    public required MonitorSpec Spec { get; init; }

    /// <summary>Rises with each change by a user.</summary>
    public required long Revision { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When a user changed it last.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Who did.</summary>
    public required string ChangedBy { get; init; }

    /// <summary>All that was due up to here was decided on.</summary>
    public required DateTimeOffset DecidedUntil { get; init; }

    /// <summary>The firing whose run goes on; null without.</summary>
    public Firing? Active { get; init; }

    /// <summary>The last firings, the newest first.</summary>
    public ImmutableArray<Firing> History { get; init; } = [];

    /// <summary>What was spent by day, as <see cref="Schedule.DayOf"/> numbers days.</summary>
    public ImmutableSortedDictionary<int, Usd> Spent { get; init; } = ImmutableSortedDictionary<int, Usd>.Empty;

    /// <summary>Firings that were judged, and of them those that passed.</summary>
    public Tally Uptime { get; init; } = Tally.Empty;

    /// <summary>Where each objective of <see cref="MonitorSpec.Slos"/> stands, in their order.</summary>
    public ImmutableArray<SloState> Slos { get; init; } = [];
}

/// <summary>One firing of a monitor, or several that were missed together.</summary>
public sealed record Firing
{
    /// <summary>When the schedule had it due, of several the last; for one by hand, when it was asked for.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>When it was begun, skipped or found missed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What became of it.</summary>
    public required FiringStatus Status { get; init; }

    /// <summary>Why, where that needs a word.</summary>
    public string? Reason { get; init; }

    /// <summary>Its run; of one that was skipped the run that stood in its way; null without.</summary>
    public RunId? Run { get; init; }

    /// <summary>True when the coordinator has recorded the run.</summary>
    public bool IsAccepted { get; init; }

    /// <summary>Who fired it by hand; null for the schedule.</summary>
    public string? By { get; init; }

    /// <summary>What its run may cost; null without limit.</summary>
    public Usd? Budget { get; init; }

    /// <summary>When its run ended; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How many were missed; else 1.</summary>
    public int Count { get; init; } = 1;

    /// <summary>What its run came to; null before.</summary>
    public FiringFigures? Figures { get; init; }
}

/// <summary>What the run of a firing came to, all its targets and tests together but for probes.</summary>
/// <param name="Counts">What became of its requests.</param>
/// <param name="Cost">What it cost; requests of which nobody knows at the most they can.</param>
public sealed record FiringFigures(RequestCounts Counts, Usd Cost)
{
    /// <summary>Median latency in microseconds; null when nothing succeeded.</summary>
    public long? LatencyP50 { get; init; }

    /// <summary>95th percentile of latency in microseconds; null when nothing succeeded.</summary>
    public long? LatencyP95 { get; init; }

    /// <summary>Median time to the first token in microseconds; null when nothing was streamed.</summary>
    public long? TtftP50 { get; init; }

    /// <summary>95th percentile of the time to the first token in microseconds; null when nothing was streamed.</summary>
    public long? TtftP95 { get; init; }
}

/// <summary>Good ones of all, over time: of the last three days by five minutes, of a month before by the hour.</summary>
/// <param name="Recent">By five minutes, in order.</param>
/// <param name="Older">By the hour, in order.</param>
public sealed record Tally(ImmutableArray<Tallied> Recent, ImmutableArray<Tallied> Older)
{
    /// <summary>Nothing counted.</summary>
    public static readonly Tally Empty = new([], []);
}

/// <summary>Good ones of all in a piece of time.</summary>
/// <param name="Start">When it began, UTC.</param>
/// <param name="Good">Good ones.</param>
/// <param name="Total">All.</param>
public readonly record struct Tallied(DateTimeOffset Start, long Good, long Total);

/// <summary>Where an objective stands.</summary>
/// <param name="Counts">Its requests.</param>
/// <param name="AsOf">When the last run ended whose requests were counted; null before the first.</param>
/// <param name="Burning">How urgent it is that its error budget burns; null when it does not burn too fast.</param>
public sealed record SloState(Tally Counts, DateTimeOffset? AsOf, BurnUrgency? Burning)
{
    /// <summary>Nothing counted.</summary>
    public static readonly SloState Empty = new(Tally.Empty, null, null);
}

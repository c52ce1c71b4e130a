using System.Collections.Immutable;

namespace AkkaApiBench.Messages.Alerts;

/// <summary>What a message says. The numbers are stored and sent: never reuse one.</summary>
public enum NotificationKind
{
    /// <summary>Something is wrong.</summary>
    Firing = 0,

    /// <summary>All of it is over.</summary>
    Resolved = 1,

    /// <summary>Somebody takes care of it: told only where that is understood.</summary>
    Acknowledged = 2,
}

/// <summary>What became of a message. The numbers are stored and sent: never reuse one.</summary>
public enum DeliveryState
{
    /// <summary>It is to be sent, for the first time or again.</summary>
    Pending = 0,

    /// <summary>It was taken.</summary>
    Delivered = 1,

    /// <summary>It was refused for good, or for too long.</summary>
    Failed = 2,

    /// <summary>Everything in it was silenced before it was sent.</summary>
    Silenced = 3,
}

/// <summary>A message of a group through a channel. It may arrive more than once, always with the same identity.</summary>
public sealed record Notification
{
    /// <summary>Names it, at every try.</summary>
    public required string Id { get; init; }

    /// <summary>The group.</summary>
    public required string Group { get; init; }

    /// <summary>The rule whose group it is.</summary>
    public required string Rule { get; init; }

    /// <summary>The channel.</summary>
    public required string Channel { get; init; }

    /// <summary>What it says.</summary>
    public required NotificationKind Kind { get; init; }

    /// <summary>The alerts that it tells of as wrong.</summary>
    public required ImmutableArray<string> Firing { get; init; }

    /// <summary>The alerts that it tells of as over.</summary>
    public required ImmutableArray<string> Resolved { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>When it is to be tried next, UTC.</summary>
    public required DateTimeOffset NextAt { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>What became of it.</summary>
    public DeliveryState State { get; init; }

    /// <summary>What the last try came to; null before the first.</summary>
    public string? Detail { get; init; }

    /// <summary>When it was tried last, UTC; null before the first.</summary>
    public DateTimeOffset? TriedAt { get; init; }
}

/// <summary>What a channel has heard of a group.</summary>
public sealed record ChannelLog
{
    /// <summary>The group.</summary>
    public required string Group { get; init; }

    /// <summary>The channel.</summary>
    public required string Channel { get; init; }

    /// <summary>When it was last told something, or that was tried, UTC.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>When it was last told what is wrong, or that was tried, UTC.</summary>
    public DateTimeOffset? LastFiringAt { get; init; }

    /// <summary>The alerts that it knows as wrong.</summary>
    public ImmutableArray<string> Told { get; init; } = [];

    /// <summary>The alerts that it could not be told.</summary>
    public ImmutableArray<string> Untold { get; init; } = [];

    /// <summary>True when it knows that somebody takes care.</summary>
    public bool KnowsAcknowledged { get; init; }
}

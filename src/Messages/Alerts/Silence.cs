using System.Collections.Immutable;

namespace AkkaApiBench.Messages.Alerts;

/// <summary>Alerts that match are not told for some time.</summary>
public sealed record Silence
{
    /// <summary>Names it.</summary>
    public required string Id { get; init; }

    /// <summary>What it matches: alerts that match all.</summary>
    public required ImmutableArray<LabelMatcher> Matchers { get; init; }

    /// <summary>From when, UTC.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Until when, UTC.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Why.</summary>
    public required string Comment { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A condition on a label, with Alertmanager's meaning: a label that is not there is empty.</summary>
/// <param name="Name">The label.</param>
/// <param name="Value">The value, or a regular expression for all of it.</param>
/// <param name="IsRegex">True for a regular expression.</param>
/// <param name="IsEqual">False for what must not match.</param>
public sealed record LabelMatcher(string Name, string Value, bool IsRegex, bool IsEqual)
{
    /// <summary>As it is written in Alertmanager, such as <c>target=~"openai/.*"</c>.</summary>
    public override string ToString() => $"{Name}{(IsEqual ? IsRegex ? "=~" : "=" : IsRegex ? "!~" : "!=")}\"{Value}\"";
}

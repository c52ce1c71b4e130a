using AkkaApiBench.Messages.Alerts;

namespace AkkaApiBench.Node.Gateway.Api;

/// <summary>Where a silence stands.</summary>
public enum SilenceState
{
    /// <summary>It has not begun.</summary>
    Pending,

    /// <summary>What it matches is not told.</summary>
    Active,

    /// <summary>It is over.</summary>
    Expired,
}

/// <summary>A silence: alerts that match are not told for some time.</summary>
/// <param name="SilenceId">Names it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Matchers">What it matches: alerts that match all.</param>
/// <param name="StartsAt">From when.</param>
/// <param name="EndsAt">Until when.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="Comment">Why.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record SilenceView(
    string SilenceId, SilenceState State, IReadOnlyList<LabelMatcher> Matchers, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string CreatedBy, string Comment, DateTimeOffset CreatedAt)
{
    internal static SilenceView Of(Silence silence, DateTimeOffset now) => new(
        silence.Id, now >= silence.EndsAt ? SilenceState.Expired : now < silence.StartsAt ? SilenceState.Pending : SilenceState.Active,
        silence.Matchers, silence.StartsAt, silence.EndsAt, silence.CreatedBy, silence.Comment, silence.CreatedAt);
}

/// <summary>Silences.</summary>
/// <param name="Silences">Those that end last first.</param>
public sealed record SilenceListView(IReadOnlyList<SilenceView> Silences);

using AkkaApiBench.Messages.Identifiers;

namespace AkkaApiBench.Messages.Catalogue;

/// <summary>A target that plans call by a name.</summary>
public sealed record CatalogueEntry
{
    /// <summary>The name: see <see cref="PathName"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The target as a plan would have it, a JSON object; of keys only the references.</summary>
    public required string Target { get; init; }

    /// <summary>The identity under which it is measured.</summary>
    public required TargetId Identity { get; init; }

    /// <summary>Tells states of entries apart; never given twice.</summary>
    public required long Revision { get; init; }

    /// <summary>When it was made or last replaced.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Who made or last replaced it.</summary>
    public required string ChangedBy { get; init; }
}

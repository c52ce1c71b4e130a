using AkkaApiBench.Messages.Identifiers;

namespace AkkaApiBench.Messages.Access;

/// <summary>What is known of a key to the API: enough to recognize it, not enough to make it.</summary>
public sealed record AccessKey
{
    /// <summary>Its public part, by which people and logs call it.</summary>
    public required string Id { get; init; }

    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>Whose runs it can see.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>What it may do.</summary>
    public required Role Role { get; init; }

    /// <summary>The SHA-256 of the whole key, as lower-case hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>From when on it is refused; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The key that took its place; null for none.</summary>
    public string? Successor { get; init; }

    /// <summary>True for a browser's session, which dies with its <see cref="Parent"/>.</summary>
    public bool IsSession { get; init; }

    /// <summary>The key that a session was opened with; null where it was opened with something else.</summary>
    public string? Parent { get; init; }

    /// <summary>True when it is too late for it.</summary>
    public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;
}

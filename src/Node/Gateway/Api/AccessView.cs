using AkkaApiBench.Messages.Access;

namespace AkkaApiBench.Node.Gateway.Api;

/// <summary>A key, as <c>/api/v1/keys</c> shows it: never the key itself.</summary>
public sealed record KeyView
{
    /// <summary>Its public part: the key begins with <c>apib_</c> and this.</summary>
    public required string Id { get; init; }

    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>Whose runs it sees.</summary>
    public required string Tenant { get; init; }

    /// <summary>What it may do.</summary>
    public required Role Role { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>From when on it is refused; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The key that took its place; null for none.</summary>
    public string? Successor { get; init; }
}

/// <summary>Keys.</summary>
/// <param name="Keys">By their identifiers.</param>
public sealed record KeyListView(IReadOnlyList<KeyView> Keys);

/// <summary>A new key, shown this once.</summary>
/// <param name="Key">What is known of it.</param>
/// <param name="Secret">The key itself.</param>
public sealed record NewKeyView(KeyView Key, string Secret);

/// <summary>Who is asking.</summary>
/// <param name="KeyId">The key or session that was shown.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Tenant">Whose runs it sees.</param>
/// <param name="Role">What it may do.</param>
/// <param name="ExpiresAt">From when on it is refused; null for never.</param>
public sealed record SessionView(string KeyId, string Name, string Tenant, Role Role, DateTimeOffset? ExpiresAt);

/// <summary>Changes that were made.</summary>
/// <param name="Changes">The newest first.</param>
/// <param name="Next">What to give as <c>before</c> for older ones; null when there are none.</param>
public sealed record ChangeListView(IReadOnlyList<ChangeView> Changes, long? Next);

/// <summary>A change.</summary>
/// <param name="Number">Its place in the audit log.</param>
/// <param name="At">When.</param>
/// <param name="Who">Who: the name and the identifier of a key.</param>
/// <param name="Tenant">For whom.</param>
/// <param name="Action">What was done.</param>
/// <param name="Subject">What it was done to.</param>
/// <param name="From">The address that it was asked from.</param>
public sealed record ChangeView(long Number, DateTimeOffset At, string Who, string Tenant, string Action, string Subject, string From);

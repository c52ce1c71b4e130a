using System.Collections.Immutable;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Messages.Access;

/// <summary>Asks the register of keys for a change; answered by <see cref="KeyAccepted"/> or <see cref="AccessRefused"/>.</summary>
public interface IAccessCommand : IProtocolMessage
{
    /// <summary>What the audit log is to say.</summary>
    AuditEntry Entry { get; }
}

/// <summary>Asks for a key to be known from now on.</summary>
/// <param name="Key">The key.</param>
/// <param name="Entry">See <see cref="IAccessCommand"/>.</param>
public sealed record IssueKey(AccessKey Key, AuditEntry Entry) : IAccessCommand;

/// <summary>Asks for a key to be replaced by one that may do the same; for a while both are valid.</summary>
/// <param name="Id">The key.</param>
/// <param name="SuccessorId">The identifier of the new one.</param>
/// <param name="SuccessorHash">See <see cref="AccessKey.Hash"/>.</param>
/// <param name="Overlap">How long the old one stays valid.</param>
/// <param name="Within">Whose key it has to be; null for anybody's.</param>
/// <param name="Entry">See <see cref="IAccessCommand"/>.</param>
public sealed record RotateKey(string Id, string SuccessorId, string SuccessorHash, TimeSpan Overlap, TenantId? Within, AuditEntry Entry) : IAccessCommand;

/// <summary>Asks for a key, and the sessions opened with it, to be refused from now on.</summary>
/// <param name="Id">The key.</param>
/// <param name="Within">Whose key it has to be; null for anybody's.</param>
/// <param name="Entry">See <see cref="IAccessCommand"/>.</param>
public sealed record RevokeKey(string Id, TenantId? Within, AuditEntry Entry) : IAccessCommand;

/// <summary>Asks for a change that was made elsewhere to be in the audit log; answered by <see cref="ChangeNoted"/>.</summary>
/// <param name="Entry">See <see cref="IAccessCommand"/>.</param>
public sealed record NoteChange(AuditEntry Entry) : IAccessCommand;

/// <summary>It was done.</summary>
/// <param name="Key">The key as it is now; of a rotation, the new one.</param>
public sealed record KeyAccepted(AccessKey Key) : IProtocolMessage;

/// <summary>It was not done.</summary>
/// <param name="Reason">Why, as a sentence without its end.</param>
/// <param name="IsUnknown">True when there is no such key.</param>
public sealed record AccessRefused(string Reason, bool IsUnknown) : IProtocolMessage;

/// <summary>Asks for a key that was not revoked; answered by <see cref="KeyFound"/>.</summary>
/// <param name="Id">The key.</param>
public sealed record FindKey(string Id) : IProtocolMessage;

/// <summary>A key that was not revoked.</summary>
/// <param name="Key">The key, perhaps expired; null when there is none.</param>
public sealed record KeyFound(AccessKey? Key) : IProtocolMessage;

/// <summary>Asks for keys by their identifiers, without sessions; answered by <see cref="KeyPage"/>.</summary>
/// <param name="Within">Whose; null for all.</param>
/// <param name="After">The last identifier of the page before; null begins.</param>
public sealed record ListKeys(TenantId? Within, string? After = null) : IProtocolMessage;

/// <summary>Keys, by their identifiers.</summary>
/// <param name="Keys">As many as fit a message.</param>
/// <param name="HasMore">True when there are more.</param>
public sealed record KeyPage(ImmutableArray<AccessKey> Keys, bool HasMore) : IProtocolMessage;

/// <summary>Asks for the newest entries of the audit log; answered by <see cref="AuditPage"/>.</summary>
/// <param name="Within">Whose; null for all.</param>
/// <param name="Limit">How many at the most.</param>
/// <param name="Before">Only those with a lower number; null begins with the newest.</param>
public sealed record ListChanges(TenantId? Within, int Limit, long? Before = null) : IProtocolMessage;

/// <summary>Entries of the audit log, the newest first.</summary>
/// <param name="Entries">As many as were asked for and fit a message.</param>
/// <param name="HasMore">True when there are older ones.</param>
public sealed record AuditPage(ImmutableArray<NumberedEntry> Entries, bool HasMore) : IProtocolMessage;

/// <summary>What the register of keys remembers.</summary>
public interface IAccessEvent : IProtocolMessage
{
    /// <summary>What the audit log says of it.</summary>
    AuditEntry Entry { get; }
}

/// <summary>A key is known.</summary>
/// <param name="Key">The key.</param>
/// <param name="Entry">See <see cref="IAccessEvent"/>.</param>
public sealed record KeyIssued(AccessKey Key, AuditEntry Entry) : IAccessEvent;

/// <summary>A key was replaced.</summary>
/// <param name="Id">The old one.</param>
/// <param name="ValidUntil">From when on the old one is refused.</param>
/// <param name="Successor">The new one.</param>
/// <param name="Entry">See <see cref="IAccessEvent"/>.</param>
public sealed record KeyRotated(string Id, DateTimeOffset ValidUntil, AccessKey Successor, AuditEntry Entry) : IAccessEvent;

/// <summary>A key is refused from now on.</summary>
/// <param name="Id">The key.</param>
/// <param name="Entry">See <see cref="IAccessEvent"/>.</param>
public sealed record KeyRevoked(string Id, AuditEntry Entry) : IAccessEvent;

/// <summary>Something else was changed.</summary>
/// <param name="Entry">See <see cref="IAccessEvent"/>.</param>
public sealed record ChangeNoted(AuditEntry Entry) : IAccessEvent;

/// <summary>All that the register of keys knows.</summary>
/// <param name="Keys">The keys and sessions.</param>
/// <param name="Trail">The newest entries of the audit log, the oldest first.</param>
/// <param name="Changes">How many entries there ever were.</param>
/// <param name="HadKeys">True when a key was ever issued.</param>
public sealed record AccessSnapshot(ImmutableArray<AccessKey> Keys, ImmutableArray<AuditEntry> Trail, long Changes, bool HadKeys) : IProtocolMessage;

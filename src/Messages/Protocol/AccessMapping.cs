using AkkaApiBench.Messages.Access;
using AkkaApiBench.Messages.Identifiers;
using static AkkaApiBench.Messages.Protocol.MeasurementMapping;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>Keys to the API and the audit log, as on the wire.</summary>
internal static class AccessMapping
{
    public static IReadOnlyList<Contract> Contracts { get; } =
    [
        OfChange<IssueKey>("issue-key", message => (message.Key, message.Entry), (key, entry) => new IssueKey(key, entry)),
        Contract.Of<RotateKey, Wire.RotateKey>("rotate-key", Wire.RotateKey.Parser, ToWire, FromWire),
        Contract.Of<RevokeKey, Wire.RevokeKey>("revoke-key", Wire.RevokeKey.Parser, ToWire, FromWire),
        OfEntry<NoteChange>("note-change", message => message.Entry, entry => new NoteChange(entry)),
        Contract.Of<KeyAccepted, Wire.KeyAnswer>("key-accepted", Wire.KeyAnswer.Parser,
            message => new Wire.KeyAnswer { Key = ToWire(message.Key) }, wire => new KeyAccepted(FromWire(wire.Key))),
        Contract.Of<AccessRefused, Wire.AccessRefused>("access-refused", Wire.AccessRefused.Parser,
            message => new Wire.AccessRefused { Reason = message.Reason, IsUnknown = message.IsUnknown }, wire => new AccessRefused(wire.Reason, wire.IsUnknown)),
        Contract.Of<FindKey, Wire.FindKey>("find-key", Wire.FindKey.Parser, message => new Wire.FindKey { Id = message.Id }, wire => new FindKey(wire.Id)),
        Contract.Of<KeyFound, Wire.KeyAnswer>("key-found", Wire.KeyAnswer.Parser,
            message => new Wire.KeyAnswer { Key = message.Key is null ? null : ToWire(message.Key) }, wire => new KeyFound(wire.Key is null ? null : FromWire(wire.Key))),
        Contract.Of<ListKeys, Wire.ListKeys>("list-keys", Wire.ListKeys.Parser, ToWire, FromWire),
        Contract.Of<KeyPage, Wire.KeyPage>("key-page", Wire.KeyPage.Parser,
            message => new Wire.KeyPage { Keys = { message.Keys.Select(ToWire) }, HasMore = message.HasMore }, wire => new KeyPage([.. wire.Keys.Select(FromWire)], wire.HasMore)),
        Contract.Of<ListChanges, Wire.ListChanges>("list-changes", Wire.ListChanges.Parser, ToWire, FromWire),
        Contract.Of<AuditPage, Wire.AuditPage>("audit-page", Wire.AuditPage.Parser,
            message => new Wire.AuditPage { Entries = { message.Entries.Select(ToWire) }, HasMore = message.HasMore },
            wire => new AuditPage([.. wire.Entries.Select(FromWire)], wire.HasMore)),
        OfChange<KeyIssued>("key-issued", message => (message.Key, message.Entry), (key, entry) => new KeyIssued(key, entry)),
        Contract.Of<KeyRotated, Wire.KeyRotated>("key-rotated", Wire.KeyRotated.Parser, ToWire, FromWire),
        Contract.Of<KeyRevoked, Wire.KeyRevoked>("key-revoked", Wire.KeyRevoked.Parser,
            message => new Wire.KeyRevoked { Id = message.Id, Entry = ToWire(message.Entry) }, wire => new KeyRevoked(wire.Id, FromWire(wire.Entry))),
        OfEntry<ChangeNoted>("change-noted", message => message.Entry, entry => new ChangeNoted(entry)),
        Contract.Of<AccessSnapshot, Wire.AccessSnapshot>("access-snapshot", Wire.AccessSnapshot.Parser, ToWire, FromWire),
    ];

    public static int SizeOf(AccessKey key) => ToWire(key).CalculateSize();

    public static int SizeOf(NumberedEntry entry) => ToWire(entry).CalculateSize();

    private static Contract OfChange<T>(string manifest, Func<T, (AccessKey Key, AuditEntry Entry)> partsOf, Func<AccessKey, AuditEntry, T> make)
        where T : notnull =>
        Contract.Of<T, Wire.KeyChange>(manifest, Wire.KeyChange.Parser,
            message => new Wire.KeyChange { Key = ToWire(partsOf(message).Key), Entry = ToWire(partsOf(message).Entry) }, wire => make(FromWire(wire.Key), FromWire(wire.Entry)));

    private static Contract OfEntry<T>(string manifest, Func<T, AuditEntry> entryOf, Func<AuditEntry, T> make)
        where T : notnull =>
        Contract.Of<T, Wire.Change>(manifest, Wire.Change.Parser, message => new Wire.Change { Entry = ToWire(entryOf(message)) }, wire => make(FromWire(wire.Entry)));

    private static Wire.AccessKey ToWire(AccessKey key)
    {
        var wire = new Wire.AccessKey
        {
            Id = key.Id, Name = key.Name, Tenant = key.Tenant.Value, Role = (int)key.Role, Hash = key.Hash,
            CreatedAtTicks = ToTicks(key.CreatedAt), CreatedBy = key.CreatedBy, IsSession = key.IsSession,
        };
        if (key.ExpiresAt is { } expires)
            wire.ExpiresAtTicks = ToTicks(expires);
        if (key.Successor is { } successor)
            wire.Successor = successor;
        if (key.Parent is { } parent)
            wire.Parent = parent;
        return wire;
    }

    private static AccessKey FromWire(Wire.AccessKey wire) => new()
    {
        Id = wire.Id,
        Name = wire.Name,
        Tenant = new TenantId(wire.Tenant),
        Role = (Role)wire.Role,
        Hash = wire.Hash,
        CreatedAt = TimeOf(wire.CreatedAtTicks),
        CreatedBy = wire.CreatedBy,
        ExpiresAt = wire.HasExpiresAtTicks ? TimeOf(wire.ExpiresAtTicks) : null,
        Successor = wire.HasSuccessor ? wire.Successor : null,
        IsSession = wire.IsSession,
        Parent = wire.HasParent ? wire.Parent : null,
    };

    private static Wire.AuditEntry ToWire(AuditEntry entry) => new()
    {
        AtTicks = ToTicks(entry.At), Who = entry.Who, Tenant = entry.Tenant.Value, Action = entry.Action, Subject = entry.Subject, From = entry.From,
    };

    private static AuditEntry FromWire(Wire.AuditEntry wire) => new(TimeOf(wire.AtTicks), wire.Who, new TenantId(wire.Tenant), wire.Action, wire.Subject, wire.From);

    private static Wire.NumberedEntry ToWire(NumberedEntry entry) => new() { Number = entry.Number, Entry = ToWire(entry.Entry) };

    private static NumberedEntry FromWire(Wire.NumberedEntry wire) => new(wire.Number, FromWire(wire.Entry));

    private static Wire.RotateKey ToWire(RotateKey message)
    {
        var wire = new Wire.RotateKey
        {
            Id = message.Id, SuccessorId = message.SuccessorId, SuccessorHash = message.SuccessorHash, OverlapTicks = message.Overlap.Ticks, Entry = ToWire(message.Entry),
        };
        if (message.Within is { } tenant)
            wire.Within = tenant.Value;
        return wire;
    }

    private static RotateKey FromWire(Wire.RotateKey wire) => new(
        wire.Id, wire.SuccessorId, wire.SuccessorHash, new TimeSpan(wire.OverlapTicks), wire.HasWithin ? new TenantId(wire.Within) : null, FromWire(wire.Entry));

    private static Wire.RevokeKey ToWire(RevokeKey message)
    {
        var wire = new Wire.RevokeKey { Id = message.Id, Entry = ToWire(message.Entry) };
        if (message.Within is { } tenant)
            wire.Within = tenant.Value;
        return wire;
    }

    private static RevokeKey FromWire(Wire.RevokeKey wire) => new(wire.Id, wire.HasWithin ? new TenantId(wire.Within) : null, FromWire(wire.Entry));

    private static Wire.ListKeys ToWire(ListKeys message)
    {
        var wire = new Wire.ListKeys();
        if (message.Within is { } tenant)
            wire.Within = tenant.Value;
        if (message.After is { } after)
            wire.After = after;
        return wire;
    }

    private static ListKeys FromWire(Wire.ListKeys wire) => new(wire.HasWithin ? new TenantId(wire.Within) : null, wire.HasAfter ? wire.After : null);

    private static Wire.ListChanges ToWire(ListChanges message)
    {
        var wire = new Wire.ListChanges { Limit = message.Limit };
        if (message.Within is { } tenant)
            wire.Within = tenant.Value;
        if (message.Before is { } before)
            wire.Before = before;
        return wire;
    }

    private static ListChanges FromWire(Wire.ListChanges wire) =>
        new(wire.HasWithin ? new TenantId(wire.Within) : null, wire.Limit, wire.HasBefore ? wire.Before : null);

    private static Wire.KeyRotated ToWire(KeyRotated message) => new()
    {
        Id = message.Id, ValidUntilTicks = ToTicks(message.ValidUntil), Successor = ToWire(message.Successor), Entry = ToWire(message.Entry),
    };

    private static KeyRotated FromWire(Wire.KeyRotated wire) => new(wire.Id, TimeOf(wire.ValidUntilTicks), FromWire(wire.Successor), FromWire(wire.Entry));

    private static Wire.AccessSnapshot ToWire(AccessSnapshot message) => new()
    {
        Keys = { message.Keys.Select(ToWire) }, Trail = { message.Trail.Select(ToWire) }, Changes = message.Changes, HadKeys = message.HadKeys,
    };

    private static AccessSnapshot FromWire(Wire.AccessSnapshot wire) =>
        new([.. wire.Keys.Select(FromWire)], [.. wire.Trail.Select(FromWire)], wire.Changes, wire.HadKeys);
}

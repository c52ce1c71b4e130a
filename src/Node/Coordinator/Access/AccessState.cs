using System.Collections.Immutable;
using AkkaApiBench.Messages.Access;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Node.Coordinator.Access;

/// <summary>What becomes of a command.</summary>
/// <param name="Happened">What is to be recorded; null when it is refused.</param>
/// <param name="Answer">What its sender is told then.</param>
internal sealed record AccessDecision(IAccessEvent? Happened, IProtocolMessage Answer);

/// <summary>The keys to the API, and who changed what.</summary>
internal sealed record AccessState
{
    /// <summary>How many entries of the audit log can be read; all of them stay in the journal.</summary>
    public const int MostEntries = 10_000;

    private const int MostKeys = 1_000;
    private const int MostSessionsOfAKey = 50;

    public static readonly AccessState Empty = new();

    private ImmutableSortedDictionary<string, AccessKey> Keys { get; init; } = ImmutableSortedDictionary.Create<string, AccessKey>(StringComparer.Ordinal);

    private ImmutableList<AuditEntry> Trail { get; init; } = [];

    private long Changes { get; init; }

    /// <summary>True when a key was ever issued.</summary>
    public bool HadKeys { get; private init; }

    public static AccessState Of(AccessSnapshot snapshot) => Empty with
    {
        Keys = Empty.Keys.AddRange(snapshot.Keys.Select(key => KeyValuePair.Create(key.Id, key))),
        Trail = [.. snapshot.Trail],
        Changes = snapshot.Changes,
        HadKeys = snapshot.HadKeys,
    };

    public AccessSnapshot ToSnapshot() => new([.. Keys.Values], [.. Trail], Changes, HadKeys);

    /// <summary>The key, if it was not revoked; a session only as long as the key that it was opened with.</summary>
    public AccessKey? Find(string id) => Keys.GetValueOrDefault(id);

    public KeyPage Page(ListKeys query)
    {
        var wanted = Keys.Values
            .Where(key => !key.IsSession && IsWithin(query.Within, key.Tenant) && string.CompareOrdinal(key.Id, query.After) > 0).ToImmutableArray();
        var page = Frame.Fitting(wanted, Frame.SizeOf).ToImmutableArray();
        return new KeyPage(page, page.Length < wanted.Length);
    }

    public AuditPage Page(ListChanges query)
    {
        var first = Changes - Trail.Count;
        var wanted = Enumerable.Range(0, Trail.Count)
            .Select(age => new NumberedEntry(Changes - age, Trail[Trail.Count - 1 - age]))
            .Where(numbered => numbered.Number > first && !(numbered.Number >= query.Before) && IsWithin(query.Within, numbered.Entry.Tenant))
            .Take(query.Limit + 1).ToImmutableArray();
        var page = Frame.Fitting(wanted.Take(query.Limit), Frame.SizeOf).ToImmutableArray();
        return new AuditPage(page, page.Length < wanted.Length);
    }

    public AccessDecision Decide(IAccessCommand command) => command switch
    {
        IssueKey issue => Decide(issue),
        RotateKey rotate => Decide(rotate),
        RevokeKey revoke => Decide(revoke),
        _ => Note(new ChangeNoted(command.Entry)),
    };

    public AccessState Apply(IAccessEvent happened)
    {
        var state = happened switch
        {
            KeyIssued issued => Issue(issued),
            KeyRotated rotated => this with
            {
                Keys = Keys.SetItem(rotated.Id, Keys[rotated.Id] with { ExpiresAt = rotated.ValidUntil, Successor = rotated.Successor.Id })
                    .SetItem(rotated.Successor.Id, rotated.Successor),
            },
            KeyRevoked revoked => this with { Keys = Keys.RemoveRange(SessionsOf(revoked.Id).Append(revoked.Id)) },
            _ => this,
        };
        var trail = Trail.Add(happened.Entry);
        return state with { Trail = trail.Count > MostEntries ? trail.RemoveAt(0) : trail, Changes = Changes + 1 };
    }

    private AccessDecision Decide(IssueKey issue)
    {
        if (Keys.ContainsKey(issue.Key.Id))
            return Refuse($"there is a key {issue.Key.Id}");
        if (issue.Key is { IsSession: true, Parent: { } parent } && !Keys.ContainsKey(parent))
            return Refuse("the key of the session was revoked");
        return !issue.Key.IsSession && Keys.Values.Count(key => !key.IsSession) >= MostKeys
            ? Refuse($"there are {MostKeys} keys already; revoke those that nobody uses")
            : new AccessDecision(new KeyIssued(issue.Key, issue.Entry), new KeyAccepted(issue.Key));
    }

    private AccessDecision Decide(RotateKey rotate)
    {
        if (Keys.GetValueOrDefault(rotate.Id) is not { IsSession: false } old || !IsWithin(rotate.Within, old.Tenant))
            return Unknown(rotate.Id);
        var now = rotate.Entry.At;
        if (old.Successor is not null || old.IsExpired(now))
            return Refuse(old.Successor is null ? $"key {old.Id} has expired" : $"key {old.Id} was replaced by {old.Successor}");

        var successor = old with
        {
            Id = rotate.SuccessorId,
            Hash = rotate.SuccessorHash,
            CreatedAt = now,
            CreatedBy = rotate.Entry.Who,
            ExpiresAt = old.ExpiresAt is { } end ? now + (end - old.CreatedAt) : null,
        };
        var until = now + rotate.Overlap;
        return new AccessDecision(new KeyRotated(old.Id, until < old.ExpiresAt || old.ExpiresAt is null ? until : old.ExpiresAt.Value, successor, rotate.Entry), new KeyAccepted(successor));
    }

    private AccessDecision Decide(RevokeKey revoke)
    {
        if (Keys.GetValueOrDefault(revoke.Id) is not { } key || !IsWithin(revoke.Within, key.Tenant))
            return Unknown(revoke.Id);
        return !key.IsSession && IsOfAdministrator(key) && !Keys.Values.Any(other => other.Id != key.Id && IsOfAdministrator(other))
            ? Refuse($"key {key.Id} is the last one without an end that administers the cluster; make another one first")
            : new AccessDecision(new KeyRevoked(key.Id, revoke.Entry), new KeyAccepted(key));
    }

    private AccessState Issue(KeyIssued issued)
    {
        var keys = Keys.RemoveRange(Keys.Values.Where(key => key.IsSession && key.IsExpired(issued.Entry.At)).Select(key => key.Id));
        if (issued.Key is { IsSession: true, Parent: { } parent })
        {
            var others = keys.Values.Where(key => key.IsSession && key.Parent == parent).OrderByDescending(key => key.CreatedAt);
            keys = keys.RemoveRange(others.Skip(MostSessionsOfAKey - 1).Select(key => key.Id));
        }

        return this with { Keys = keys.SetItem(issued.Key.Id, issued.Key), HadKeys = HadKeys || !issued.Key.IsSession };
    }

    private IEnumerable<string> SessionsOf(string id) => Keys.Values.Where(key => key.IsSession && key.Parent == id).Select(key => key.Id);

    private static bool IsOfAdministrator(AccessKey key) => key is { IsSession: false, Role: Role.Admin, ExpiresAt: null } && key.Tenant.IsDefault;

    private static bool IsWithin(TenantId? wanted, TenantId tenant) => wanted is null || wanted == tenant;

    private static AccessDecision Note(ChangeNoted noted) => new(noted, noted);

    private static AccessDecision Refuse(string reason) => new(null, new AccessRefused(reason, IsUnknown: false));

    private static AccessDecision Unknown(string id) => new(null, new AccessRefused($"key {id} is not known", IsUnknown: true));
}

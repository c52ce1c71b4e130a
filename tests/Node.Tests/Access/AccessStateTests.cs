using AkkaApiBench.Messages.Access;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Node.Coordinator.Access;

namespace AkkaApiBench.Node.Tests.Access;

public sealed class AccessStateTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    [Fact]
    public void The_last_administrators_key_is_not_revoked()
    {
        var state = With(Key("a", Role.Admin), Key("b", Role.Operator), Key("c", Role.Admin) with { ExpiresAt = Now.AddDays(1) });

        state.Decide(new RevokeKey("a", null, Entry)).Answer.ShouldBeOfType<AccessRefused>().Reason.ShouldContain("last");
        state = Do(state, new IssueKey(Key("d", Role.Admin), Entry));
        Do(state, new RevokeKey("a", null, Entry)).Find("a").ShouldBeNull();
    }

    [Fact]
    public void Both_keys_of_a_rotation_are_valid_for_the_overlap_and_the_old_one_is_not_rotated_again()
    {
        var state = Do(With(Key("a", Role.Viewer)), new RotateKey("a", "b", "hash-b", TimeSpan.FromHours(1), null, Entry));

        var (old, successor) = (state.Find("a")!, state.Find("b")!);
        old.IsExpired(Now.AddMinutes(59)).ShouldBeFalse();
        old.IsExpired(Now.AddHours(1)).ShouldBeTrue();
        (successor.Role, successor.Hash, successor.ExpiresAt).ShouldBe((Role.Viewer, "hash-b", null));
        state.Decide(new RotateKey("a", "c", "hash-c", TimeSpan.Zero, null, Entry)).Answer.ShouldBeOfType<AccessRefused>();
    }

    [Fact]
    public void Rotation_does_not_lengthen_the_life_of_the_old_key_and_gives_the_new_one_as_long_a_life()
    {
        var state = Do(With(Key("a", Role.Viewer) with { ExpiresAt = Now.AddHours(2) }), new RotateKey("a", "b", "h", TimeSpan.FromDays(1), null, Entry));

        state.Find("a")!.ExpiresAt.ShouldBe(Now.AddHours(2));
        state.Find("b")!.ExpiresAt.ShouldBe(Now.AddHours(2));
    }

    [Fact]
    public void A_session_dies_with_its_key()
    {
        var state = Do(With(Key("a", Role.Viewer)), new IssueKey(Key("s", Role.Viewer) with { IsSession = true, Parent = "a", ExpiresAt = Now.AddHours(1) }, Entry));

        state.Find("s").ShouldNotBeNull();
        state.Page(new ListKeys(null)).Keys.Select(key => key.Id).ShouldBe(["a"]);
        Do(state, new RevokeKey("a", null, Entry)).Find("s").ShouldBeNull();
    }

    [Fact]
    public void A_key_of_another_tenant_is_not_known()
    {
        var state = With(Key("a", Role.Viewer));

        state.Decide(new RevokeKey("a", new TenantId("acme"), Entry)).Answer.ShouldBeOfType<AccessRefused>().IsUnknown.ShouldBeTrue();
        state.Page(new ListKeys(new TenantId("acme"))).Keys.ShouldBeEmpty();
        state.Page(new ListChanges(new TenantId("acme"), 10)).Entries.ShouldBeEmpty();
    }

    [Fact]
    public void The_audit_log_is_read_in_pages_from_its_newest_entry_and_keeps_its_numbers_in_a_snapshot()
    {
        var state = Enumerable.Range(0, 5).Aggregate(AccessState.Empty, (state, i) => Do(state, new NoteChange(Entry with { Subject = $"{i}" })));
        state = AccessState.Of(state.ToSnapshot());

        var first = state.Page(new ListChanges(null, 3));
        first.Entries.Select(entry => (entry.Number, entry.Entry.Subject)).ShouldBe([(5, "4"), (4, "3"), (3, "2")]);
        first.HasMore.ShouldBeTrue();
        var second = state.Page(new ListChanges(null, 3, 3));
        second.Entries.Select(entry => entry.Number).ShouldBe([2, 1]);
        second.HasMore.ShouldBeFalse();
    }

    [Fact]
    public void What_is_no_key_is_not_parsed()
    {
        var key = KeySecret.New();

        KeySecret.Parse(key.Reveal())!.Hash.ShouldBe(key.Hash);
        KeySecret.IsOf(key.Reveal(), key.Hash).ShouldBeTrue();
        key.ToString().ShouldNotContain(key.Reveal()[^43..]);
        foreach (var wrong in new[] { "", "apib_", key.Reveal()[..^1], key.Reveal() + "x", key.Reveal().Replace('_', '-'), key.Reveal()[..^1] + "é" })
            KeySecret.Parse(wrong).ShouldBeNull();
    }

    private static AuditEntry Entry => new(Now, "somebody", TenantId.Default, "did", "something", "127.0.0.1");

    private static AccessKey Key(string id, Role role) => new()
    {
        Id = id, Name = id, Tenant = TenantId.Default, Role = role, Hash = "hash", CreatedAt = Now, CreatedBy = "test",
    };

    private static AccessState With(params AccessKey[] keys) => keys.Aggregate(AccessState.Empty, (state, key) => Do(state, new IssueKey(key, Entry)));

    private static AccessState Do(AccessState state, IAccessCommand command) => state.Apply(state.Decide(command).Happened.ShouldNotBeNull());
}

using AkkaApiBench.Messages.Catalogue;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Node.Coordinator.Catalogue;

namespace AkkaApiBench.Node.Tests.Coordinator;

public sealed class CatalogueStateTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    [Fact]
    public void What_is_not_there_is_neither_shown_nor_removed()
    {
        CatalogueState.Empty.Find(new GetEntry("a")).ShouldBeOfType<EntryRefused>().Why.ShouldBe(EntryRefusal.Unknown);
        RefusalOf(CatalogueState.Empty, new RemoveEntry("a", null, "me", Now)).ShouldBe(EntryRefusal.Unknown);
    }

    [Fact]
    public void A_change_that_supposes_another_state_is_refused()
    {
        var state = Do(CatalogueState.Empty, Save("a", "1"));

        RefusalOf(state, Save("a", "2") with { Revision = 7 }).ShouldBe(EntryRefusal.Stale);
        RefusalOf(state, Save("b", "2") with { Revision = 1 }).ShouldBe(EntryRefusal.Stale);
        RefusalOf(state, Save("a", "2") with { MustBeNew = true }).ShouldBe(EntryRefusal.Stale);
        RefusalOf(state, new RemoveEntry("a", 7, "me", Now)).ShouldBe(EntryRefusal.Stale);
        Shown(Do(state, Save("a", "2") with { Revision = 1 })).ShouldBe(("2", 2));
    }

    [Fact]
    public void What_is_made_again_has_another_revision()
    {
        var state = Do(CatalogueState.Empty, Save("a", "1"));
        state = Do(state, new RemoveEntry("a", 1, "me", Now));
        state = CatalogueState.Of(state.ToSnapshot());

        Shown(Do(state, Save("a", "1"))).ShouldBe(("1", 2));
    }

    [Fact]
    public void What_is_put_again_as_it_is_changes_nothing()
    {
        var state = Do(CatalogueState.Empty, Save("a", "1"));

        var again = state.Decide(Save("a", "1") with { By = "another" });
        again.Happened.ShouldBeNull();
        again.Answer.ShouldBeOfType<EntryShown>().Entry.ChangedBy.ShouldBe("me");
    }

    [Fact]
    public void The_catalogue_has_an_end_but_what_is_there_is_replaced()
    {
        var full = Enumerable.Range(0, CatalogueState.MostEntries).Aggregate(CatalogueState.Empty, (state, number) => Do(state, Save($"n{number}", "1")));

        RefusalOf(full, Save("another", "1")).ShouldBe(EntryRefusal.Full);
        full.Decide(Save("n0", "2")).Answer.ShouldBeOfType<EntryShown>().IsNew.ShouldBeFalse();
    }

    [Fact]
    public void Pages_have_every_entry_once_however_large_entries_are()
    {
        var large = new string('x', 8000);
        var state = Enumerable.Range(0, 50).Aggregate(CatalogueState.Empty, (state, number) => Do(state, Save($"n{number:00}", large)));

        var names = new List<string>();
        EntryPage? page = null;
        do
        {
            page = state.Page(new ListEntries(30, page?.Entries[^1].Name));
            names.AddRange(page.Entries.Select(entry => entry.Name));
        }
        while (page.HasMore);
        names.ShouldBe(Enumerable.Range(0, 50).Select(number => $"n{number:00}"));
    }

    private static SaveEntry Save(string name, string target) => new(name, target, new TargetId("openai/m"), MustBeNew: false, null, "me", Now);

    private static CatalogueState Do(CatalogueState state, ICatalogueCommand command) => state.Apply(state.Decide(command).Happened.ShouldNotBeNull());

    private static EntryRefusal RefusalOf(CatalogueState state, ICatalogueCommand command)
    {
        var decision = state.Decide(command);
        decision.Happened.ShouldBeNull();
        return decision.Answer.ShouldBeOfType<EntryRefused>().Why;
    }

    private static (string Target, long Revision) Shown(CatalogueState state)
    {
        var entry = state.Find(new GetEntry("a")).ShouldBeOfType<EntryShown>().Entry;
        return (entry.Target, entry.Revision);
    }
}

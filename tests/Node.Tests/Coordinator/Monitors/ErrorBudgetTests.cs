using AkkaApiBench.Messages.Monitors;
using AkkaApiBench.Node.Coordinator.Monitors;
using static AkkaApiBench.Node.Tests.Coordinator.Monitors.SampleMonitors;

namespace AkkaApiBench.Node.Tests.Coordinator.Monitors;

public sealed class ErrorBudgetTests
{
    private static readonly Slo Slo = new("available", "success_rate >= 99%", 0.99, TimeSpan.FromDays(28));

    [Fact]
    public void A_budget_is_whole_before_anything_is_counted() => SloState.Empty.FiguresOf(Slo, Start).BudgetLeft.ShouldBe(1);

    [Fact]
    public void The_share_that_is_left_follows_from_bad_requests()
    {
        var state = SloState.Empty.Count(Slo, new ObjectiveCount("", 995, 1000), Start);

        var figures = state.FiguresOf(Slo, Start);
        (figures.Good, figures.Total).ShouldBe((995, 1000));
        figures.BudgetLeft.ShouldBe(0.5, 1e-9);
        figures.Burns.ShouldAllBe(burn => Math.Abs(burn.Rate!.Value - 0.5) < 1e-9);
        figures.Burning.ShouldBeNull();
    }

    [Theory]
    [InlineData(144, BurnUrgency.Page)]
    [InlineData(60, BurnUrgency.Page)]
    [InlineData(59, BurnUrgency.Ticket)]
    [InlineData(10, BurnUrgency.Ticket)]
    [InlineData(9, null)]
    public void How_fast_a_budget_burns_tells_how_urgent_it_is(int badOfThousand, BurnUrgency? urgency) =>
        SloState.Empty.Count(Slo, new ObjectiveCount("", 1000 - badOfThousand, 1000), Start).Burning.ShouldBe(urgency);

    [Fact]
    public void A_burn_that_is_over_recovers_though_the_long_window_remembers_it()
    {
        var burnt = SloState.Empty.Count(Slo, new ObjectiveCount("", 0, 1000), Start);
        burnt.Burning.ShouldBe(BurnUrgency.Page);

        var after = burnt.Count(Slo, new ObjectiveCount("", 1000, 1000), Start.AddMinutes(31));

        after.Burning.ShouldBe(BurnUrgency.Ticket);
        after.Count(Slo, new ObjectiveCount("", 1000, 1000), Start.AddHours(7)).Burning.ShouldBeNull();
    }

    [Fact]
    public void What_is_older_than_the_period_counts_no_more()
    {
        var state = SloState.Empty.Count(Slo, new ObjectiveCount("", 0, 1000), Start).Count(Slo, new ObjectiveCount("", 10, 10), Start.AddDays(27));

        state.FiguresOf(Slo, Start.AddDays(27)).Total.ShouldBe(1010);
        state.FiguresOf(Slo, Start.AddDays(29)).Total.ShouldBe(10);
    }

    [Fact]
    public void What_burns_is_told_once_and_so_is_its_recovery()
    {
        var before = Made(Spec(cron: "0 * * * *", slos: Slo)).Advanced(Start.AddHours(1));
        var bad = Settled(before, 0, Start.AddHours(1.1));
        var burning = before.With(bad);

        Notices.Of(bad, before, burning).OfType<SloBurning>().ShouldHaveSingleItem().Urgency.ShouldBe(BurnUrgency.Page);
        var next = burning.Advanced(Start.AddHours(2));
        var again = Settled(next, 0, Start.AddHours(2.1));
        Notices.Of(again, next, next.With(again)).OfType<SloBurning>().ShouldBeEmpty();
        var removed = new MonitorSaved(Id, Spec(cron: "0 * * * *"), "somebody", Start.AddHours(3));
        Notices.Of(removed, next, next.Save(removed)).OfType<SloRecovered>().ShouldHaveSingleItem().Objective.ShouldBe(Slo.Name);
        Notices.OfWhatLasts(burning).ShouldHaveSingleItem().ShouldBeOfType<SloBurning>();
    }

    private static FiringSettled Settled(MonitorState state, long good, DateTimeOffset at) =>
        new(Id, state.Active!.Run!.Value, FiringStatus.Passed, null, null, [new ObjectiveCount(Slo.Name, good, 100)], at);
}

using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Monitors;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Alerts.Configuration;
using AkkaApiBench.Node.Alerts.Rules;
using AkkaApiBench.Node.Alerts.Signals;

namespace AkkaApiBench.Node.Tests.Alerts;

/// <summary>What others tell, as conditions that begin and end.</summary>
public sealed class SignalSourcesTests
{
    private static readonly DateTimeOffset Now = SampleAlerts.Start;
    private static readonly MonitorId Monitor = new("nightly");
    private static readonly RunId Run = new("20261125-120000-abcdef");
    private static readonly AlertingOptions Everything = AlertingOptions.Default;

    [Fact]
    public void A_threshold_that_holds_in_the_next_run_of_the_plan_ends_the_alert()
    {
        var failed = SignalSources.Of(HeaderAt(Now), Threshold(passed: false));
        var state = Observe(AlertsState.Empty, failed);

        var alert = state.Alerts.Values.ShouldHaveSingleItem();
        alert.Summary.ShouldBe("latency.p95 < 2s does not hold in run 20261125-120000-abcdef of plan: 2300.5 at openai/gpt, test latency");
        alert.Labels["threshold"].ShouldBe("latency.p95 < 2s");
        alert.Labels["plan"].ShouldBe("plan");
        Observe(state, SignalSources.Of(HeaderAt(Now.AddHours(1)), Threshold(passed: true))).Alerts.Values.ShouldHaveSingleItem().IsOpen.ShouldBeFalse();
    }

    [Theory]
    [InlineData(RunStatus.Completed, 0.79, true, Severity.Medium)]
    [InlineData(RunStatus.Completed, 0.8, false, Severity.Medium)]
    [InlineData(RunStatus.BudgetExhausted, 1, false, Severity.High)]
    public void A_budget_is_told_of_when_it_is_nearly_used(RunStatus status, double share, bool isOver, Severity severity)
    {
        var signal = SignalSources.BudgetOf(HeaderAt(Now) with { Status = status }, share);

        (signal.IsOver, signal.Severity, signal.Source).ShouldBe((isOver, severity, AlertSource.Budget));
    }

    [Fact]
    public void A_spend_cap_lasts_until_its_period_ends()
    {
        var cap = new SpendCapNoted(Monitor, "Nightly", CapPeriod.Monthly, IsReached: true, Usd.FromDollars(10), Usd.FromDollars(10), Now.AddDays(6), Now);

        var signal = SignalSources.Of(cap).ShouldHaveSingleItem();

        (signal.Until, signal.Severity).ShouldBe((Now.AddDays(6), Severity.High));
        signal.Summary.ShouldBe("monitor Nightly has spent 10 of 10 USD (monthly): nothing is fired any more");
    }

    [Fact]
    public void A_fast_burn_is_critical_a_slow_one_is_not_and_recovery_ends_it()
    {
        var page = SignalSources.Of(new SloBurning(Monitor, "Nightly", "quick", BurnUrgency.Page, 14.6, TimeSpan.FromHours(1), 0.4, Now)).Single();
        var ticket = SignalSources.Of(new SloBurning(Monitor, "Nightly", "quick", BurnUrgency.Ticket, 1.2, TimeSpan.FromDays(3), 0.4, Now)).Single();
        (page.Severity, ticket.Severity, page.Summary).ShouldBe((Severity.Critical, Severity.Medium, "quick of monitor Nightly burns its error budget 14.6 times too fast; 40 % is left"));

        var state = Observe(Observe(AlertsState.Empty, ticket), page);
        state.Alerts.Values.ShouldHaveSingleItem().Severity.ShouldBe(Severity.Critical);
        Observe(state, SignalSources.Of(new SloRecovered(Monitor, "Nightly", "quick", Now.AddHours(1))).Single()).Alerts.Values.ShouldHaveSingleItem().IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void A_monitor_that_is_disabled_or_gone_leaves_no_alerts()
    {
        var state = Observe(AlertsState.Empty, SignalSources.Of(new FiringFailed(Monitor, "Nightly", Now, Run, "its run failed", Now)).Single());
        state.Alerts.Values.ShouldHaveSingleItem().Labels["run"].ShouldBe(Run.Value);

        Keep(state, AlertDecisions.MonitorStopped(state, "nightly", Now)).Alerts.Values.ShouldHaveSingleItem().IsOpen.ShouldBeFalse();
        Keep(state, AlertDecisions.MonitorStopped(state, "another", Now)).Alerts.Values.ShouldHaveSingleItem().IsOpen.ShouldBeTrue();
    }

    [Fact]
    public void A_notice_that_was_missed_is_made_up_for_by_how_the_monitors_stand()
    {
        var failed = Compare(AlertsState.Empty, Now, Summary(FiringStatus.Failed, Now));
        failed.Alerts.Values.Select(alert => alert.Source).ShouldBe([AlertSource.MonitorFailure, AlertSource.BurnRate, AlertSource.Budget], ignoreOrder: true);
        Compare(failed, Now.AddMinutes(1), Summary(FiringStatus.Failed, Now)).Alerts.Keys.ShouldBe(failed.Alerts.Keys);

        Compare(failed, Now.AddHours(1), Summary(FiringStatus.Passed, Now.AddHours(1))).Alerts.Values.Single(alert => alert.Source is AlertSource.MonitorFailure).IsOpen.ShouldBeFalse();
        Compare(failed, Now.AddMinutes(1)).Alerts.Values.ShouldAllBe(alert => !alert.IsOpen);
    }

    [Fact]
    public void What_a_run_that_goes_on_may_cost_is_not_yet_spent()
    {
        var running = Summary(FiringStatus.Running, Now);

        MonitorStandings.Of([running], Now).Notices.ShouldNotContain(notice => notice is SpendCapNoted);
    }

    private static RunHeader HeaderAt(DateTimeOffset end) => new(Run, "plan", RunStatus.Completed, null, end.AddMinutes(-1), end.AddMinutes(-1), end);

    private static ThresholdResult Threshold(bool passed) => new() { Expression = "latency.p95 < 2s", Observed = passed ? 400 : 2300.5, Passed = passed, Target = "openai/gpt", Test = "latency" };

    private static MonitorSummary Summary(FiringStatus status, DateTimeOffset end) => new()
    {
        Id = Monitor,
        Name = "Nightly",
        IsEnabled = true,
        Schedule = new Schedule("0 3 * * *", "UTC", TimeSpan.Zero),
        Revision = 1,
        CreatedAt = Now,
        CreatedBy = "anna",
        ChangedAt = Now,
        ChangedBy = "anna",
        Last = new Firing { Due = end, At = end, Status = status, Run = Run, EndedAt = status is FiringStatus.Running ? null : end },
        Targets = [],
        Caps = new SpendCaps(Usd.FromDollars(1), null),
        SpentToday = Usd.FromDollars(0.9m),
        Slos =
        [
            new SloFigures("quick", "success_rate >= 99%", 0.99, TimeSpan.FromDays(28))
            {
                Good = 90, Total = 100, BudgetLeft = -9, AsOf = Now, Burns = [new BurnFigure(TimeSpan.FromHours(1), 10)], Burning = BurnUrgency.Page,
            },
        ],
    };

    private static AlertsState Compare(AlertsState state, DateTimeOffset at, params MonitorSummary[] monitors) =>
        Keep(state, AlertDecisions.Compare(state, Everything, MonitorStandings.Of(monitors, at), at));

    private static AlertsState Observe(AlertsState state, Signal signal) => Keep(state, AlertDecisions.Observe(state, Everything, signal, Now));

    private static AlertsState Keep(AlertsState state, IEnumerable<IAlertEvent> events) => events.ToList().Aggregate(state, (current, happened) => current.Apply(happened));
}

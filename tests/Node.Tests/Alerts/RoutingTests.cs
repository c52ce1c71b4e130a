using System.Collections.Immutable;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Node.Alerts.Channels;
using AkkaApiBench.Node.Alerts.Configuration;
using AkkaApiBench.Node.Alerts.Rules;
using AkkaApiBench.Node.Alerts.Signals;

namespace AkkaApiBench.Node.Tests.Alerts;

/// <summary>Who is told what and when, by a clock that the tests move.</summary>
public sealed class RoutingTests
{
    private static readonly ChannelOptions Hook = new() { Name = "hook", Type = ChannelType.Webhook };
    private static readonly ChannelOptions Boss = new() { Name = "boss", Type = ChannelType.Log };
    private static readonly AlertRule Rule = new()
    {
        Name = "slow",
        On = AlertSource.Anomaly,
        GroupBy = [],
        GroupWait = TimeSpan.FromSeconds(30),
        GroupInterval = TimeSpan.FromMinutes(5),
        RepeatInterval = TimeSpan.FromHours(4),
        ResolveTimeout = TimeSpan.FromHours(24),
        Channels = ["hook"],
    };

    [Fact]
    public void What_is_said_twice_is_one_alert_and_told_once()
    {
        var course = new Course(Rule);
        course.Say("a");
        course.Pass(TimeSpan.FromSeconds(10));
        course.Say("a");

        course.Pass(TimeSpan.FromSeconds(30)).ShouldHaveSingleItem().Firing.Length.ShouldBe(1);
        course.Say("a");
        course.Pass(TimeSpan.FromHours(1)).ShouldBeEmpty();
        course.State.Alerts.Count.ShouldBe(1);
    }

    [Fact]
    public void What_goes_wrong_together_is_told_together_and_what_joins_after_the_group_interval()
    {
        var course = new Course(Rule);
        course.Say("a");
        course.Pass(TimeSpan.FromSeconds(20)).ShouldBeEmpty();
        course.Say("b");

        course.Pass(TimeSpan.FromSeconds(10)).ShouldHaveSingleItem().Firing.Length.ShouldBe(2);
        course.Say("c");
        course.Pass(TimeSpan.FromMinutes(4)).ShouldBeEmpty();
        course.Pass(TimeSpan.FromMinutes(1)).ShouldHaveSingleItem().Firing.Length.ShouldBe(3);
    }

    [Fact]
    public void Groups_are_told_apart_by_their_labels()
    {
        var course = new Course(Rule with { GroupBy = ["target"] });
        course.Say("a");
        course.Say("b");

        course.Pass(TimeSpan.FromSeconds(30)).Count.ShouldBe(2);
    }

    [Fact]
    public void What_lasts_is_told_again_unless_somebody_takes_care_of_it()
    {
        var course = new Course(Rule);
        course.Say("a");
        course.Pass(TimeSpan.FromSeconds(30)).Count.ShouldBe(1);
        course.Pass(TimeSpan.FromHours(4)).Count.ShouldBe(1);

        course.Keep(new AlertAcknowledged(course.State.Alerts.Keys.Single(), new Acknowledgement("anna", null, course.Now)));
        course.Pass(TimeSpan.FromHours(4)).ShouldBeEmpty();
        course.Say("a", isOver: true);
        course.Pass(TimeSpan.FromMinutes(5)).ShouldHaveSingleItem().Kind.ShouldBe(NotificationKind.Resolved);
    }

    [Fact]
    public void What_is_over_is_told_once_and_a_new_episode_is_a_new_alert()
    {
        var course = new Course(Rule);
        course.Say("a");
        course.Pass(TimeSpan.FromSeconds(30));
        course.Say("a", isOver: true);
        course.Pass(TimeSpan.FromMinutes(5)).ShouldHaveSingleItem().Resolved.Length.ShouldBe(1);
        course.Pass(TimeSpan.FromDays(2)).ShouldBeEmpty();

        course.Say("a");
        course.Pass(TimeSpan.FromMinutes(5)).ShouldHaveSingleItem().Kind.ShouldBe(NotificationKind.Firing);
        course.State.Alerts.Count.ShouldBe(2);
        course.State.Alerts.Values.Select(alert => alert.Fingerprint).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public void What_was_over_before_it_was_told_is_never_told()
    {
        var course = new Course(Rule);
        course.Say("a");
        course.Say("a", isOver: true);

        course.Pass(TimeSpan.FromHours(1)).ShouldBeEmpty();
    }

    [Fact]
    public void What_does_not_last_as_long_as_the_rule_asks_is_not_told()
    {
        var course = new Course(Rule with { For = TimeSpan.FromMinutes(10) });
        course.Say("a");
        course.Pass(TimeSpan.FromMinutes(9)).ShouldBeEmpty();
        course.State.Alerts.Values.ShouldHaveSingleItem().Phase.ShouldBe(AlertPhase.Pending);

        course.Pass(TimeSpan.FromMinutes(1));
        course.Pass(TimeSpan.FromSeconds(30)).Count.ShouldBe(1);
    }

    [Fact]
    public void A_silence_holds_back_until_it_ends()
    {
        var course = new Course(Rule);
        course.Silence("target", "a", TimeSpan.FromHours(1));
        course.Say("a");
        course.Pass(TimeSpan.FromMinutes(59)).ShouldBeEmpty();
        course.State.StandingOf(course.State.Alerts.Values.Single(), course.Now).State.ShouldBe(AlertState.Silenced);

        course.Pass(TimeSpan.FromMinutes(1)).ShouldHaveSingleItem().Kind.ShouldBe(NotificationKind.Firing);
    }

    [Fact]
    public void A_silence_of_another_label_holds_back_nothing()
    {
        var course = new Course(Rule);
        course.Silence("target", "b.*", TimeSpan.FromHours(1));
        course.Say("a");

        course.Pass(TimeSpan.FromSeconds(30)).Count.ShouldBe(1);
    }

    [Fact]
    public void Nobody_taking_care_in_time_brings_in_the_next_channel()
    {
        var course = new Course(Rule with { Escalation = [new EscalationStep(TimeSpan.FromMinutes(15), ["boss"])] });
        course.Say("a");
        course.Pass(TimeSpan.FromSeconds(30)).ShouldHaveSingleItem().Channel.ShouldBe("hook");

        course.Pass(TimeSpan.FromMinutes(15)).ShouldHaveSingleItem().Channel.ShouldBe("boss");
        course.Say("a", isOver: true);
        course.Pass(TimeSpan.FromMinutes(5)).Select(message => message.Channel).ShouldBe(["hook", "boss"], ignoreOrder: true);
    }

    [Fact]
    public void Somebody_taking_care_keeps_the_next_channel_out()
    {
        var course = new Course(Rule with { Escalation = [new EscalationStep(TimeSpan.FromMinutes(15), ["boss"])] });
        course.Say("a");
        course.Pass(TimeSpan.FromSeconds(30));
        course.Keep(new AlertAcknowledged(course.State.Alerts.Keys.Single(), new Acknowledgement("anna", null, course.Now)));

        course.Pass(TimeSpan.FromMinutes(20)).ShouldBeEmpty();
    }

    [Fact]
    public void A_channel_hears_only_what_it_takes()
    {
        var course = new Course(
            Rule with { Channels = ["hook", "boss"] },
            Hook with { MinSeverity = Severity.Critical },
            Boss with { Targets = ["openai/*"] });
        course.Say("groq/llama", severity: Severity.Critical);
        course.Say("openai/gpt");

        var told = course.Pass(TimeSpan.FromSeconds(30));
        told.Single(message => message.Channel == "hook").Firing.ShouldHaveSingleItem().ShouldBe(course.IdOf("groq/llama"));
        told.Single(message => message.Channel == "boss").Firing.ShouldHaveSingleItem().ShouldBe(course.IdOf("openai/gpt"));
    }

    [Fact]
    public void A_channel_that_cools_down_hears_later_what_else_goes_wrong()
    {
        var course = new Course(Rule, Hook with { CoolDown = TimeSpan.FromHours(1) }, Boss);
        course.Say("a");
        course.Pass(TimeSpan.FromSeconds(30)).Count.ShouldBe(1);
        course.Say("b");

        course.Pass(TimeSpan.FromMinutes(58)).ShouldBeEmpty();
        course.Pass(TimeSpan.FromMinutes(2)).ShouldHaveSingleItem().Firing.Length.ShouldBe(2);
    }

    [Fact]
    public void Confidence_kind_and_target_decide_whether_a_rule_makes_an_alert()
    {
        var course = new Course(Rule with { MinConfidence = 0.9, Kinds = ["latency_spike"], Targets = ["openai/*"] });
        course.Say(SampleAlerts.Signal("openai/gpt", course.Now) with { Confidence = 0.8 });
        course.Say(SampleAlerts.Signal("groq/llama", course.Now));
        course.Say(SampleAlerts.Signal("openai/gpt", course.Now) with { Labels = ImmutableSortedDictionary<string, string>.Empty.Add("target", "openai/gpt").Add("kind", "cost_anomaly") });
        course.State.Alerts.ShouldBeEmpty();

        course.Say(SampleAlerts.Signal("openai/gpt", course.Now));
        course.State.Alerts.Count.ShouldBe(1);
    }

    [Fact]
    public void What_nothing_was_heard_of_for_long_is_taken_for_over()
    {
        var course = new Course(Rule);
        course.Say("a");
        course.Pass(TimeSpan.FromHours(23));
        course.State.Alerts.Values.Single().IsOpen.ShouldBeTrue();

        course.Pass(TimeSpan.FromHours(2));
        course.State.Alerts.Values.Single().Phase.ShouldBe(AlertPhase.Resolved);
    }

    [Fact]
    public void What_has_an_end_of_its_own_lasts_until_then()
    {
        var course = new Course(Rule);
        course.Say(SampleAlerts.Signal("a", course.Now) with { Until = course.Now.AddDays(10) });
        course.Pass(TimeSpan.FromDays(9));
        course.State.Alerts.Values.Single().IsOpen.ShouldBeTrue();

        course.Pass(TimeSpan.FromDays(1));
        course.State.Alerts.Values.Single().IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void Older_news_ends_nothing()
    {
        var course = new Course(Rule);
        var before = course.Now;
        course.Pass(TimeSpan.FromMinutes(1));
        course.Say("a");

        course.Say(SampleAlerts.Signal("a", before, isOver: true));
        course.State.Alerts.Values.Single().IsOpen.ShouldBeTrue();
    }

    [Fact]
    public void A_worker_that_joins_takes_the_place_of_one_that_was_lost_and_of_one_only()
    {
        var course = new Course(Rule with { On = AlertSource.WorkerLoss });
        foreach (var worker in new[] { "one", "two" })
            course.Say(SignalSources.LossOf(worker, course.Now));

        course.Keep([.. AlertDecisions.WorkerJoined(course.State, "three", 7, course.Now)]);
        course.Keep([.. AlertDecisions.WorkerJoined(course.State, "three", 7, course.Now)]);
        course.State.Alerts.Values.Count(alert => alert.IsOpen).ShouldBe(1);
        course.Keep([.. AlertDecisions.WorkerJoined(course.State, "three", 8, course.Now)]);
        course.State.Alerts.Values.Count(alert => alert.IsOpen).ShouldBe(0);
    }

    [Fact]
    public void A_channel_that_is_configured_no_more_gets_nothing_and_a_rule_that_is_gone_ends_its_alerts()
    {
        var course = new Course(Rule);
        course.Say("a");
        course.Pass(TimeSpan.FromSeconds(30));

        var events = AlertDecisions.Configure(course.State, new AlertingOptions(null, [], []), course.Now).ToList();
        events.OfType<AlertResolved>().ShouldHaveSingleItem().Reason.ShouldBe("its rule is not configured any more");
    }

    /// <summary>Rules and channels, and what happened to them.</summary>
    private sealed class Course
    {
        private readonly AlertingOptions _options;

        public Course(AlertRule rule, params ChannelOptions[] channels) => _options = new AlertingOptions(null, channels.Length > 0 ? [.. channels] : [Hook, Boss], [rule]);

        public AlertsState State { get; private set; } = AlertsState.Empty;

        public DateTimeOffset Now { get; private set; } = SampleAlerts.Start;

        public string IdOf(string target) => State.Alerts.Values.Single(alert => alert.Labels["target"] == target).Id;

        public void Say(string subject, bool isOver = false, Severity severity = Severity.High) => Say(SampleAlerts.Signal(subject, Now, isOver, severity));

        public void Say(Signal signal) => Keep([.. AlertDecisions.Observe(State, _options, signal, Now)]);

        public void Silence(string label, string pattern, TimeSpan length) => Keep(new SilenceCreated(new Silence
        {
            Id = "silence", Matchers = [new LabelMatcher(label, pattern, IsRegex: true, IsEqual: true)], StartsAt = Now, EndsAt = Now + length, CreatedBy = "anna", Comment = "", CreatedAt = Now,
        }));

        public void Keep(params IAlertEvent[] events) => State = events.Aggregate(State, (state, happened) => state.Apply(happened));

        /// <summary>Lets time pass in steps of seconds, and gives the messages, each of which is taken at once.</summary>
        public List<Notification> Pass(TimeSpan time)
        {
            var (told, end) = (new List<Notification>(), Now + time);
            var step = TimeSpan.FromSeconds(Math.Max(1, time.TotalSeconds / 600));
            for (var isEnd = false; !isEnd; isEnd = Now == end)
            {
                Now = Now + step < end ? Now + step : end;
                var events = AlertDecisions.Tick(State, _options, Now);
                Keep([.. events]);
                foreach (var queued in events.OfType<NotificationQueued>())
                {
                    told.Add(queued.Notification);
                    Keep(DeliveryDecisions.Attempted(queued.Notification, new Delivery.Done("taken"), 0, Now));
                }
            }

            return told;
        }
    }
}

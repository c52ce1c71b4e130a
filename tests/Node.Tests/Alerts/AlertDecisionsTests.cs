using System.Collections.Immutable;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Node.Alerts.Channels;
using AkkaApiBench.Node.Alerts.Configuration;
using AkkaApiBench.Node.Alerts.Rules;
using CsCheck;

namespace AkkaApiBench.Node.Tests.Alerts;

/// <summary>Whatever happens in whatever order.</summary>
public sealed class AlertDecisionsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    private static readonly AlertRule Rule = new()
    {
        Name = "slow", On = AlertSource.Anomaly, GroupBy = [], GroupWait = TimeSpan.FromSeconds(10), GroupInterval = TimeSpan.FromSeconds(60),
        RepeatInterval = TimeSpan.FromSeconds(300), Channels = ["hook"],
    };

    private static readonly AlertingOptions Options = new(null, [new ChannelOptions { Name = "hook", Type = ChannelType.Log }], [Rule]);

    /// <summary>Something that happens, and how many seconds pass before.</summary>
    private static readonly Gen<(int What, int Which, int Seconds)[]> AnyCourse =
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 2], Gen.Int[0, 90]).Array[1, 60];

    [Fact]
    public void What_is_silenced_is_never_told() => AnyCourse.Sample(course =>
    {
        foreach (var (message, state, now) in Play(course).Messages)
            message.Firing.Concat(message.Resolved).ShouldAllBe(id => !state.IsSilenced(state.Alerts[id], now));
    });

    [Fact]
    public void What_is_over_is_told_only_after_it_was_told_that_it_is_wrong() => AnyCourse.Sample(course =>
    {
        var told = new HashSet<string>();
        foreach (var (message, state, _) in Play(course).Messages)
        {
            message.Resolved.ShouldAllBe(id => told.Contains(id));
            if (state.Notifications[message.Id].State is DeliveryState.Pending)
                told.UnionWith(message.Firing);
        }
    });

    [Fact]
    public void No_two_messages_of_a_group_come_within_the_group_interval() => AnyCourse.Sample(course =>
    {
        var times = Play(course).Messages.Select(message => message.Now).ToList();
        times.Zip(times.Skip(1), (first, second) => second - first).ShouldAllBe(between => between >= Rule.GroupInterval);
    });

    [Fact]
    public void A_replay_of_the_events_comes_to_the_same() => AnyCourse.Sample(course =>
    {
        var (_, state, events) = Play(course);
        var again = events.Aggregate(AlertsState.Empty, (current, happened) => current.Apply(happened));
        again.Alerts.Values.Select(alert => (alert.Id, alert.Phase)).ShouldBe(state.Alerts.Values.Select(alert => (alert.Id, alert.Phase)));
        AlertsState.From(again.ToSnapshot()).Notifications.Keys.ShouldBe(state.Notifications.Keys);
    });

    [Fact]
    public void A_refusal_for_a_while_is_tried_again_not_before_the_time_that_was_told()
    {
        var notification = new Notification
        {
            Id = "m", Group = "g", Rule = "slow", Channel = "hook", Kind = NotificationKind.Firing, Firing = [], Resolved = [], QueuedAt = Start, NextAt = Start,
        };

        var attempted = DeliveryDecisions.Attempted(notification, new Delivery.Again("HTTP 429", TimeSpan.FromSeconds(90)), 0, Start);

        (attempted.State, attempted.NextAt).ShouldBe((DeliveryState.Pending, Start.AddSeconds(90)));
        DeliveryDecisions.Attempted(notification, new Delivery.Refused("HTTP 404"), 0, Start).State.ShouldBe(DeliveryState.Failed);
        DeliveryDecisions.Attempted(notification with { Attempts = 9 }, new Delivery.Again("no answer"), 1, Start.AddDays(1)).State.ShouldBe(DeliveryState.Failed);
    }

    private static (List<(Notification Message, AlertsState State, DateTimeOffset Now)> Messages, AlertsState State, List<IAlertEvent> Events) Play((int What, int Which, int Seconds)[] course)
    {
        var (state, now, messages, all) = (AlertsState.Empty, Start, new List<(Notification, AlertsState, DateTimeOffset)>(), new List<IAlertEvent>());
        void Keep(IEnumerable<IAlertEvent> events)
        {
            foreach (var happened in events.ToList())
            {
                state = state.Apply(happened);
                all.Add(happened);
            }
        }

        foreach (var (what, which, seconds) in course)
        {
            now = now.AddSeconds(seconds + 1);
            Keep(what switch
            {
                0 or 1 => AlertDecisions.Observe(state, Options, Signal(which, now, isOver: false), now),
                2 or 3 => AlertDecisions.Observe(state, Options, Signal(which, now, isOver: true), now),
                4 => [new SilenceCreated(SilenceOf(which, now))],
                5 when state.Alerts.Values.FirstOrDefault(alert => alert.IsOpen) is { } open => [new AlertAcknowledged(open.Id, new Acknowledgement("me", null, now))],
                6 when state.Silences.Values.FirstOrDefault() is { } silence => [new SilenceExpired(silence.Id, now)],
                _ => [],
            });
            var due = AlertDecisions.Tick(state, Options, now);
            Keep(due);
            foreach (var queued in due.OfType<NotificationQueued>())
            {
                messages.Add((queued.Notification, state, now));
                Keep([DeliveryDecisions.Attempted(queued.Notification, new Delivery.Done("ok"), 0, now)]);
            }
        }

        return (messages, state, all);
    }

    private static Signal Signal(int which, DateTimeOffset now, bool isOver) => new()
    {
        Source = AlertSource.Anomaly, Subject = $"s{which}", IsOver = isOver, Severity = Severity.High, StartsAt = now, Summary = "slow",
        Labels = ImmutableSortedDictionary<string, string>.Empty.SetItem("target", $"t{which}"),
    };

    private static Silence SilenceOf(int which, DateTimeOffset now) => new()
    {
        Id = $"silence-{now.UtcTicks}", Matchers = [new LabelMatcher("target", $"t{which}|t9", IsRegex: true, IsEqual: true)], StartsAt = now, EndsAt = now.AddSeconds(120),
        CreatedBy = "me", Comment = "", CreatedAt = now,
    };
}

using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.Event;
using Akka.Persistence;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Monitors;
using AkkaApiBench.Node.Alerts.Channels;
using AkkaApiBench.Node.Alerts.Configuration;
using AkkaApiBench.Node.Alerts.Rules;
using AkkaApiBench.Node.Alerts.Signals;

namespace AkkaApiBench.Node.Alerts;

/// <summary>
/// Makes alerts of what goes wrong, and tells people: keeps what rules, silences and channels come to, sends what is due and
/// sends it again until it is taken. A cluster singleton.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Actors dispose in PostStop.")]
internal sealed class AlertManager : ReceivePersistentActor, IWithTimers
{
    private const int EventsPerSnapshot = 200;
    private const long MostUnnoted = 10_000;
    private static readonly TimeSpan FirstComparison = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ComparisonInterval = TimeSpan.FromMinutes(1);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly CancellationTokenSource _stopped = new();
    private readonly HashSet<string> _beingSent = new(StringComparer.Ordinal);
    private readonly AlertManagerSettings _settings;
    private readonly AlertQueries _queries;
    private AlertsState _state = AlertsState.Empty;
    private long? _position;
    private bool _isFollowing;
    private bool _isBehind;

    public AlertManager(AlertManagerSettings settings)
    {
        (_settings, _queries) = (settings, new AlertQueries(settings.Options));

        Recover<IAlertEvent>(happened => _state = _state.Apply(happened));
        Recover<SnapshotOffer>(offer => _state = AlertsState.From((AlertsSnapshot)offer.Snapshot));
        Recover<RecoveryCompleted>(_ => Begin());

        Command<Tick>(_ => OnTick());
        Command<Followed>(OnFollowed);
        Command<NotFollowed>(failed => OnNotFollowed(failed.Cause));
        Command<Compare>(_ => CompareMonitors());
        Command<MonitorStandings>(standings => Keep(AlertDecisions.Compare(_state, _settings.Options, standings, Now)));
        Command<NotCompared>(failed => _log.Debug("The monitors do not tell how they stand: {0}", failed.Cause.Message));
        Command<Sent>(OnSent);
        Command<Tested>(tested => tested.Asker.Tell(tested.Answer));

        Command<ReportSignal>(report =>
        {
            var reporter = Sender;
            Keep(AlertDecisions.Observe(_state, _settings.Options, report.Signal, Now));
            DeferAsync(reporter, asked => asked.Tell(SignalTaken.Instance));
        });
        Command<ReportWorkerJoined>(report => Keep(AlertDecisions.WorkerJoined(_state, report.Worker, report.Incarnation, Now)));
        Command<IMonitorNotice>(notice =>
        {
            if (notice is MonitorStopped)
                Keep(AlertDecisions.MonitorStopped(_state, notice.Monitor.Value, Now));
            foreach (var signal in SignalSources.Of(notice))
                Keep(AlertDecisions.Observe(_state, _settings.Options, signal, Now));
        });

        Command<AcknowledgeAlert>(Acknowledge);
        Command<CreateSilence>(command => Answer(AlertQueries.Create(_state, command, Now), () => new SilencePage([command.Silence])));
        Command<ExpireSilence>(command => Answer(AlertQueries.Expire(_state, command, Now), () => AlertQueries.Silences(_state, new ListSilences(command.Id))));
        Command<TestChannel>(Test);
        Command<ListAlerts>(query => Sender.Tell(AlertQueries.List(_state, query, Now)));
        Command<GetAlert>(query => Sender.Tell(AlertQueries.Get(_state, query.Id, Now)));
        Command<ListSilences>(query => Sender.Tell(AlertQueries.Silences(_state, query)));
        Command<GetAlertingConfiguration>(_ => Sender.Tell(new AlertingConfigured(AlertingJson.Write(_settings.Options))));

        Command<SaveSnapshotSuccess>(saved => DeleteSnapshots(new SnapshotSelectionCriteria(saved.Metadata.SequenceNr - 1)));
        Command<SaveSnapshotFailure>(failed => _log.Warning(failed.Cause, "Snapshot of {0} failed; the journal stays complete.", PersistenceId));
        Command<DeleteSnapshotsSuccess>(_ => { });
        Command<DeleteSnapshotsFailure>(failed => _log.Warning(failed.Cause, "Old snapshots of {0} were not deleted.", PersistenceId));
        Command<SubscribeAck>(_ => { });
    }

    public override string PersistenceId => "alerts";

    public ITimerScheduler Timers { get; set; } = null!;

    private DateTimeOffset Now => _settings.Time.GetUtcNow();

    protected override void PostStop()
    {
        _stopped.Cancel();
        _stopped.Dispose();
        base.PostStop();
    }

    private void Begin()
    {
        _position = _state.Position;
        Keep(AlertDecisions.Configure(_state, _settings.Options, Now));
        DistributedPubSub.Get(Context.System).Mediator.Tell(new Subscribe(MonitorTopic.Name, Self));
        Timers.StartPeriodicTimer(Tick.Instance, Tick.Instance, TimeSpan.Zero, _settings.Interval);
        if (_settings.Monitors is not null)
            Timers.StartPeriodicTimer(Compare.Instance, Compare.Instance, FirstComparison, ComparisonInterval);
    }

    private void CompareMonitors() =>
        MonitorStandings.ReadAsync(_settings.Monitors!, Now, _stopped.Token).PipeTo(Self, failure: cause => new NotCompared(cause));

    private void OnTick()
    {
        Keep(AlertDecisions.Tick(_state, _settings.Options, Now));
        foreach (var notification in DeliveryDecisions.Due(_state, Now).Where(one => !_beingSent.Contains(one.Id)).ToList())
            Send(notification);
        if (_isFollowing || _settings.Follower is not { } follower)
            return;
        _isFollowing = true;
        follower.ReadAsync(_position, _stopped.Token).PipeTo(Self, failure: cause => new NotFollowed(cause));
    }

    /// <summary>What stands in the journals, and how far they were read, are written together.</summary>
    private void OnFollowed(Followed followed)
    {
        (_isFollowing, _isBehind) = (false, false);
        _position = followed.Position;
        var events = new List<IAlertEvent>();
        var state = _state;
        foreach (var signal in followed.Signals)
        {
            foreach (var happened in AlertDecisions.Observe(state, _settings.Options, signal, Now).ToList())
            {
                events.Add(happened);
                state = state.Apply(happened);
            }
        }

        if (events.Count > 0 || _state.Position is not { } noted || followed.Position - noted > MostUnnoted)
            Keep([.. events, new JournalFollowed(followed.Position)]);
    }

    private void OnNotFollowed(Exception cause)
    {
        if (!_isBehind)
            _log.Warning(cause, "The journals' anomalies cannot be read; it is tried again.");
        (_isFollowing, _isBehind) = (false, true);
    }

    private void Send(Notification notification)
    {
        if (_settings.Options.Channel(notification.Channel) is not { } options)
            return;
        var (firing, resolved) = DeliveryDecisions.Content(_state, notification, Now);
        if (firing.Count + resolved.Count == 0)
        {
            Keep([new NotificationAttempted(notification.Id, DeliveryState.Silenced, "silenced", Now, Now)]);
            return;
        }

        _beingSent.Add(notification.Id);
        var message = _queries.MessageOf(notification, firing, resolved);
        SendAsync(options, message).PipeTo(Self, success: outcome => new Sent(notification, outcome));
    }

    private void OnSent(Sent sent)
    {
        var attempted = DeliveryDecisions.Attempted(sent.Notification, sent.Outcome, Random.Shared.NextDouble(), Now);
        if (attempted.State is DeliveryState.Failed)
            _log.Warning("Message {0} was not delivered through channel {1}: {2}.", attempted.Id, sent.Notification.Channel, attempted.Detail);
        Keep([attempted]);
        _beingSent.Remove(sent.Notification.Id);
    }

    private async Task<Delivery> SendAsync(ChannelOptions options, AlertMessage message)
    {
        try
        {
            return await _settings.Channels.Of(options).SendAsync(message, _stopped.Token);
        }
        catch (SecretUnavailableException e)
        {
            return new Delivery.Again(e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What it says may hold what is secret.
            return new Delivery.Refused($"it could not be sent ({e.GetType().Name})");
        }
    }

    private void Test(TestChannel command)
    {
        if (_settings.Options.Channel(command.Channel) is not { } options)
        {
            Sender.Tell(new AlertsRefused(true, $"channel: '{command.Channel}' is not allowed; allowed: {string.Join(", ", _settings.Options.Channels.Select(channel => channel.Name))}"));
            return;
        }

        var (asker, begun) = (Sender, _settings.Time.GetTimestamp());
        SendAsync(options, _queries.TestMessage(options, Now)).PipeTo(Self, success: outcome => new Tested(asker, new ChannelTested(
            options.Name, outcome is Delivery.Done, outcome is Delivery.Again, outcome.Detail, _settings.Time.GetElapsedTime(begun))));
    }

    private void Acknowledge(AcknowledgeAlert command) => Answer(AlertQueries.Acknowledge(_state, command, Now), () => AlertQueries.Get(_state, command.Id, Now));

    /// <summary>Keeps what is to happen and answers then, or tells why it does not happen.</summary>
    private void Answer((IReadOnlyList<IAlertEvent> Events, AlertsRefused? Refused) decision, Func<object> answer)
    {
        var asker = Sender;
        if (decision.Refused is { } refused)
        {
            asker.Tell(refused);
            return;
        }

        Keep(decision.Events);
        DeferAsync(asker, asked => asked.Tell(answer()));
    }

    private void Keep(IEnumerable<IAlertEvent> events)
    {
        var kept = events.ToList();
        if (kept.Count == 0)
            return;
        PersistAll(kept, happened =>
        {
            _state = _state.Apply(happened);
            Publish(happened);
            if (LastSequenceNr % EventsPerSnapshot == 0)
                SaveSnapshot(_state.ToSnapshot());
        });
    }

    private void Publish(IAlertEvent happened)
    {
        var id = happened switch
        {
            AlertRaised raised => raised.Alert.Id,
            AlertRevised revised => revised.Id,
            AlertFired fired => fired.Id,
            AlertResolved resolved => resolved.Id,
            AlertAcknowledged acknowledged => acknowledged.Id,
            AlertEscalated escalated => escalated.Id,
            _ => null,
        };
        if (id is not null && _state.Alerts.TryGetValue(id, out var alert))
            DistributedPubSub.Get(Context.System).Mediator.Tell(new Publish(AlertNews.Topic, new AlertNews(_state.StandingOf(alert with { History = [] }, Now))));
    }

    private sealed class Tick : INotInfluenceReceiveTimeout
    {
        public static readonly Tick Instance = new();
    }

    private sealed class Compare : INotInfluenceReceiveTimeout
    {
        public static readonly Compare Instance = new();
    }

    private sealed record NotCompared(Exception Cause);

    private sealed record Sent(Notification Notification, Delivery Outcome);

    private sealed record Tested(IActorRef Asker, ChannelTested Answer);

    private sealed record NotFollowed(Exception Cause);
}

/// <summary>What the alert manager needs.</summary>
/// <param name="Options">Rules and channels.</param>
/// <param name="Channels">Makes the channels.</param>
/// <param name="Follower">Reads the journals; null for none.</param>
/// <param name="Monitors">The monitors' scheduler; null for none.</param>
/// <param name="Time">The clock.</param>
/// <param name="Interval">How often it looks what is due.</param>
internal sealed record AlertManagerSettings(AlertingOptions Options, AlertChannels Channels, JournalFollower? Follower, IActorRef? Monitors, TimeProvider Time, TimeSpan Interval);

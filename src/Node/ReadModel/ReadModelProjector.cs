using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Event;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Node.ReadModel.Retention;
using AkkaApiBench.Node.Telemetry;

namespace AkkaApiBench.Node.ReadModel;

/// <summary>
/// Keeps the read model close to the journal, thins out what is old in it, and tells journals which of their events have been
/// kept long enough. A cluster singleton.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Actors dispose in PostStop.")]
internal sealed class ReadModelProjector : ReceiveActor, IWithTimers
{
    /// <summary>
    /// How old what is shown may be. Each time, the newest minute and hour of every target under load are written anew: more
    /// often would write more than the journal itself does.
    /// </summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan CleaningInterval = TimeSpan.FromHours(1);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly CancellationTokenSource _stopped = new();
    private readonly NodeMeter? _meter;
    private bool _isBehind;

    public ReadModelProjector(Projection projection, Cleaning cleaning, IActorRef journals, NodeMeter? meter = null)
    {
        _meter = meter;
        Receive<CatchUp>(_ => projection.CatchUpAsync(_stopped.Token).PipeTo(Self, success: _ => CaughtUp.Instance));
        Receive<CaughtUp>(_ =>
        {
            if (_isBehind)
                _log.Info("The read model is up to date again.");
            _isBehind = false;
            if (!Timers!.IsTimerActive(Clean.Instance))
            {
                Timers.StartSingleTimer(Clean.Instance, Clean.Instance, CleaningInterval);
                Self.Tell(Clean.Instance);
            }

            Timers.StartSingleTimer(CatchUp.Instance, CatchUp.Instance, Interval);
        });
        Receive<Clean>(_ => cleaning.CleanAsync(_stopped.Token).PipeTo(Self, success: old => new Cleaned(old), failure: cause => new NotCleaned(cause)));
        Receive<Cleaned>(cleaned =>
        {
            foreach (var old in cleaned.Old)
                journals.Tell(old);
        });
        Receive<NotCleaned>(failed => _log.Warning(failed.Cause, "What is kept long enough was not deleted; it is tried again every {0}.", CleaningInterval));
        Receive<Status.Failure>(failed =>
        {
            if (!_isBehind)
                _log.Warning(failed.Cause, "The read model does not follow the journal; it is tried again every {0}.", Interval);
            _isBehind = true;
            Timers!.StartSingleTimer(CatchUp.Instance, CatchUp.Instance, Interval);
        });
        Self.Tell(CatchUp.Instance);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PostStop()
    {
        _stopped.Cancel();
        _stopped.Dispose();
        _meter?.ForgetReadModel();
    }

    private sealed class CatchUp
    {
        public static readonly CatchUp Instance = new();
    }

    private sealed class CaughtUp
    {
        public static readonly CaughtUp Instance = new();
    }

    private sealed class Clean
    {
        public static readonly Clean Instance = new();
    }

    private sealed record Cleaned(IReadOnlyList<ForgetEvents> Old);

    private sealed record NotCleaned(Exception Cause);
}

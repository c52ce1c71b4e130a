using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using Akka.Event;
using Akka.Streams;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Node.Journal;
using AkkaApiBench.Node.Worker.Load;

namespace AkkaApiBench.Node.Worker;

/// <summary>
/// Makes one slice of a run: starts its load, reports how far it is, asks the run for leave where there is a budget, and tells
/// of the end until the run has heard it. Keeps nothing: what was measured is in the journal, and a tester that dies is
/// replaced by one with a higher epoch.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Actors dispose in PostStop.")]
internal sealed class ProviderTester : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(1);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly IActorRef _journals;
    private readonly WorkerServices _services;
    private readonly string _worker = Cluster.Get(Context.System).SelfAddress.ToString();
    private readonly ActorMaterializer _materializer = Context.Materializer();
    private Attempt? _attempt;
    private bool _isLeaving;

    public ProviderTester(IActorRef journals, WorkerServices services)
    {
        _journals = journals;
        _services = services;

        Receive<StartSlice>(Start);
        Receive<AdoptSlice>(Adopt);
        Receive<StopSlice>(command => _attempt?.Stop(command));
        Receive<HoldSlice>(command =>
        {
            if (_attempt?.Slice.Epoch == command.Epoch)
                _attempt.Hold();
        });
        Receive<LeaveSlice>(_ => Leave());
        Receive<Allowance>(Take);
        Receive<Ended>(End);
        Receive<Report>(_ => Tell());
        Receive<ReleaseSlice>(released =>
        {
            if (_attempt?.Slice.Epoch == released.Epoch)
                Forget();
        });
        Receive<ReceiveTimeout>(_ =>
        {
            if (_attempt is null)
                Context.Parent.Tell(new Passivate(PoisonPill.Instance));
        });
        Context.SetReceiveTimeout(IdleTime);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PostStop()
    {
        _attempt?.Abandon();
        _materializer.Shutdown();
    }

    private void Start(StartSlice slice)
    {
        if (_isLeaving || (_attempt is { } running && running.Slice.Epoch >= slice.Epoch))
            return;

        Forget();
        _log.Debug("Slice {0} begins, epoch {1}.", slice.Slice, slice.Epoch);
        var attempt = new Attempt(slice, Sender);
        _attempt = attempt;
        new SliceExecution(slice, _journals, _services, attempt.Meter, attempt.Budget)
            .RunAsync(_materializer, attempt.Stopped, attempt.Leaving, attempt.Held, attempt.Abandoned)
            .PipeTo(Self,
                success: end => new Ended(slice.Epoch, end, null),
                failure: error => new Ended(slice.Epoch, default, error));
        Timers.StartPeriodicTimer(Report.Instance, Report.Instance, TimeSpan.Zero, ReportInterval);
    }

    /// <summary>The shard moves, for its node leaves: what is in flight is ended, and the slice goes on elsewhere.</summary>
    private void Leave()
    {
        _isLeaving = true;
        if (_attempt is { Done: null } attempt)
            attempt.Leave();
        else
            Context.Stop(Self);
    }

    private void Adopt(AdoptSlice command)
    {
        if (_attempt is not { } attempt || attempt.Slice.Epoch != command.Epoch)
        {
            Sender.Tell(new SliceNotRunning(command.Slice, command.Epoch));
            return;
        }

        attempt.Run = Sender;
        Tell();
    }

    private void Take(Allowance allowance)
    {
        if (_attempt is not { } attempt || attempt.Slice.Epoch != allowance.Epoch)
            return;
        attempt.Budget.Grant(allowance.Allowed);
        if (allowance.IsExhausted)
            attempt.Budget.Close();
    }

    private void End(Ended ended)
    {
        if (_attempt is not { } attempt || attempt.Slice.Epoch != ended.Epoch)
            return;

        switch (ended.Error)
        {
            case null when ended.End.IsHandedOver:
                _log.Info("Slice {0} was handed over in epoch {1}.", attempt.Slice.Slice, ended.Epoch);
                attempt.Run.Tell(attempt.Progress(_worker));
                attempt.Run.Tell(new SliceNotRunning(attempt.Slice.Slice, ended.Epoch) { Used = attempt.Meter.Used });
                Forget();
                break;
            case null:
                attempt.Done = attempt.DoneAs(ended.End.Failure);
                Tell();
                break;
            case WindowRefusedException refused:
                _log.Warning("Slice {0} was given to another tester: {1}.", attempt.Slice.Slice, refused.Message);
                Forget();
                break;
            default:
                _log.Error(ended.Error, "Slice {0} broke in epoch {1}.", attempt.Slice.Slice, ended.Epoch);
                attempt.Run.Tell(new SliceNotRunning(attempt.Slice.Slice, ended.Epoch));
                Forget();
                break;
        }

        if (_isLeaving)
            Context.Stop(Self);
    }

    private void Tell()
    {
        if (_attempt is not { } attempt)
            return;
        if (attempt.AllowanceToAskFor is { } ask)
            attempt.Run.Tell(ask);
        attempt.Run.Tell(attempt.Progress(_worker));
        if (attempt.Done is { } done)
            attempt.Run.Tell(done);
    }

    private void Forget()
    {
        _attempt?.Abandon();
        _attempt = null;
        Timers.Cancel(Report.Instance);
    }

    private sealed class Report
    {
        public static readonly Report Instance = new();
    }

    private sealed record Ended(int Epoch, SliceEnd End, Exception? Error);
}

/// <summary>Tells a tester that its node leaves the cluster.</summary>
internal sealed class LeaveSlice
{
    public static readonly LeaveSlice Instance = new();
}

using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Node.Worker.Load;

namespace AkkaApiBench.Node.Worker;

/// <summary>What a tester holds of the slice it is making.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Without timers there is nothing to free, and the load may still look at the tokens.")]
internal sealed class Attempt(StartSlice slice, IActorRef run)
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _leave = new();
    private readonly CancellationTokenSource _hold = new();
    private readonly CancellationTokenSource _abandon = new();
    private StopSlice? _stopping;

    public StartSlice Slice { get; } = slice;

    /// <summary>Whom to report to; another one after the coordinator moved.</summary>
    public IActorRef Run { get; set; } = run;

    public SliceMeter Meter { get; } = new();

    /// <summary>What the run allows to send; without end where there is no budget.</summary>
    public Permits Budget { get; } = slice.WorstCase is null ? Permits.Unlimited() : new Permits();

    /// <summary>How it ended; null before.</summary>
    public SliceDone? Done { get; set; }

    public CancellationToken Stopped => _stop.Token;

    public CancellationToken Leaving => _leave.Token;

    public CancellationToken Held => _hold.Token;

    public CancellationToken Abandoned => _abandon.Token;

    /// <summary>Asks for enough requests to go on until the next time, with some to spare.</summary>
    public AskAllowance? AllowanceToAskFor
    {
        get
        {
            if (Slice.WorstCase is null || Done is not null || Budget.IsClosed)
                return null;
            var used = Meter.Used;
            var wanted = Budget.Taken + Math.Max(2L * Math.Min(100, Slice.Load.InFlight), used.Requests / 4);
            return wanted > Budget.Granted ? new AskAllowance(Slice.Slice, Slice.Epoch, wanted, used) : null;
        }
    }

    /// <summary>Stops in order. The first reason stands.</summary>
    public void Stop(StopSlice command)
    {
        _stopping ??= command;
        _stop.Cancel();
    }

    /// <summary>Stops in order, for the slice to go on elsewhere.</summary>
    public void Leave() => _leave.Cancel();

    /// <summary>Stops in order like <see cref="Leave"/>, and lets what is in flight take its time.</summary>
    public void Hold() => _hold.Cancel();

    /// <summary>Stops at once.</summary>
    public void Abandon()
    {
        _stop.Cancel();
        _abandon.Cancel();
    }

    public SliceDone DoneAs(string? failure)
    {
        var (outcome, reason) =
            failure is not null ? (SliceOutcome.Failed, failure)
            : _stopping is { } stopping ? (stopping.Outcome, stopping.Reason)
            : Budget.IsClosed ? (SliceOutcome.BudgetExhausted, "the budget allows no further request")
            : (SliceOutcome.Completed, (string?)null);
        return new SliceDone(Slice.Slice, Slice.Epoch, outcome, reason, Meter.Used) { Findings = Meter.Findings };
    }

    public SliceProgress Progress(string worker) => new(
        Slice.Slice, Slice.Epoch, worker, Done is null ? Meter.Phase : TestPhase.Ended, Meter.Elapsed, Meter.Succeeded, Meter.Errors, Meter.TotalLatency);
}

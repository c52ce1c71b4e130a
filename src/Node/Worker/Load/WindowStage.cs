using System.Diagnostics;
using Akka.Streams;
using Akka.Streams.Stage;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Node.Worker.Records;

namespace AkkaApiBench.Node.Worker.Load;

/// <summary>
/// Adds up records and emits a window a second, earlier when the load needs leave to go on or the window is full, and a last one at the end. While
/// the journal is slow it goes on adding to the same window: nothing is dropped and nothing piles up.
/// </summary>
/// <remarks>
/// Warm-up requests are recorded like measured ones, into what is thrown away: otherwise the code that records would be compiled while
/// the first measured requests are due.
/// </remarks>
internal sealed class WindowStage(
    WindowRecorder recorder, ILaneOwner lanes, Reservation reservation, RequestLogBuffer? log, Func<Window> blank, LoadPhase phase, Func<bool> isLeaving)
    : GraphStage<FlowShape<Answered, Window>>
{
    private readonly Inlet<Answered> _in = new("Window.in");
    private readonly Outlet<Window> _out = new("Window.out");

    public override FlowShape<Answered, Window> Shape => new(_in, _out);

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this);

    private void Add(Answered answered)
    {
        if (phase is LoadPhase.Measured)
        {
            recorder.Add(answered);
            log?.Add(answered);
        }
        else
        {
            recorder.AddWarmup(answered);
            log?.Rehearse(answered);
        }

        lanes.GiveBack(answered);
    }

    private sealed class Logic : TimerGraphStageLogic
    {
        private static readonly TimeSpan WindowTime = TimeSpan.FromSeconds(1);
        private static readonly TimeSpan CheckInterval = TimeSpan.FromMilliseconds(100);

        private readonly WindowStage _stage;
        private long _begun;
        private DateTimeOffset _begunAt;
        private bool _isEnding;

        public Logic(WindowStage stage)
            : base(stage.Shape)
        {
            _stage = stage;
            SetHandler(stage._in, onPush: OnPush, onUpstreamFinish: OnUpstreamFinish);
            SetHandler(stage._out, onPull: EmitWhenDue);
        }

        public override void PreStart()
        {
            _begun = Stopwatch.GetTimestamp();
            _begunAt = _stage.BlankWindow().StartedAt;
            ScheduleRepeatedly(nameof(WindowStage), CheckInterval);
            Pull(_stage._in);
        }

        protected override void OnTimer(object timerKey) => EmitWhenDue();

        private void OnPush()
        {
            _stage.Add(Grab(_stage._in));
            if (_stage.NeedsLeave || _stage.Recorder.IsFull)
                EmitWhenDue();
            PullUnlessFull();
        }

        /// <summary>A window must fit a message: while the journal is slow, answers wait rather than make it larger.</summary>
        private void PullUnlessFull()
        {
            if (!_stage.Recorder.IsFull && !HasBeenPulled(_stage._in) && !IsClosed(_stage._in))
                Pull(_stage._in);
        }

        private void OnUpstreamFinish()
        {
            _isEnding = true;
            EmitWhenDue();
        }

        private void EmitWhenDue()
        {
            if (!IsAvailable(_stage._out))
                return;
            var now = Stopwatch.GetTimestamp();
            var covered = Stopwatch.GetElapsedTime(_begun, now);
            if (!_isEnding && covered < WindowTime && !_stage.NeedsLeave && !_stage.Recorder.IsFull)
                return;

            Push(_stage._out, _stage.TakeWindow(_begunAt, covered, _isEnding));
            _begun = now;
            _begunAt += covered;
            if (_isEnding)
                CompleteStage();
            else
                PullUnlessFull();
        }
    }

    private WindowRecorder Recorder => recorder;

    private bool NeedsLeave => phase is LoadPhase.Measured && reservation.IsLow;

    private Window BlankWindow() => blank();

    private Window TakeWindow(DateTimeOffset begunAt, TimeSpan covered, bool isLast)
    {
        log?.Flush();
        var (measured, warmup) = recorder.Take();
        if (phase is LoadPhase.WarmUp)
            return blank() with { StartedAt = begunAt, Measured = new Aggregate { Distributions = measured.Distributions }, Warmup = warmup };

        // All that was reserved and not taken is given back, so what a leaving worker hands over is exactly known.
        var isFinal = isLast && !isLeaving();
        reservation.Learn(measured.Ended, covered);
        return blank() with
        {
            StartedAt = begunAt,
            Duration = covered,
            Reserved = isLast ? reservation.Permits.Taken : reservation.Next,
            NotSent = isFinal ? reservation.NotTaken : 0,
            Skipped = reservation.TakeSkipped(),
            IsFinal = isFinal,
            Measured = measured,
            Warmup = warmup,
        };
    }
}

/// <summary>What a load stream is for.</summary>
internal enum LoadPhase
{
    /// <summary>Requests are paid for and not measured.</summary>
    WarmUp,

    /// <summary>Requests are measured.</summary>
    Measured,
}

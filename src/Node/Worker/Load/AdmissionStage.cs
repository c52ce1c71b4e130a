using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Akka.Streams;
using Akka.Streams.Stage;
using AkkaApiBench.Node.Worker.Load.Limits;
using AkkaApiBench.Node.Worker.Load.Schedules;

namespace AkkaApiBench.Node.Worker.Load;

/// <summary>
/// Lets a request through when the journal has noted that it may be started and the gate is open. In a closed loop nobody asks
/// for it before; in an open loop it waits here after its time, or is skipped when the circuit breaker is open. Ends the
/// stream, without taking anything, when journal or budget allow no more, or the schedule is over.
/// </summary>
internal sealed class AdmissionStage(ISchedule schedule, Gate gate, Reservation? reservation) : GraphStage<FlowShape<long, Admitted>>
{
    private readonly Inlet<long> _in = new("Admission.in");
    private readonly Outlet<Admitted> _out = new("Admission.out");

    public override FlowShape<long, Admitted> Shape => new(_in, _out);

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this, schedule, gate, reservation);

    [SuppressMessage("Design", "CA1001", Justification = "Stages dispose in PostStop.")]
    private sealed class Logic : TimerGraphStageLogic
    {
        // The scheduler behind timers ticks every 10 ms: it may wake for the distant, not for the near.
        private static readonly TimeSpan Distant = TimeSpan.FromMilliseconds(100);
        private static readonly TimeSpan TimerSlack = TimeSpan.FromMilliseconds(50);

        private readonly AdmissionStage _stage;
        private readonly ISchedule _schedule;
        private readonly Gate _gate;
        private readonly Reservation? _reservation;
        private readonly Action _changed;
        private readonly Action _paced;
        private Pacer? _pacer;
        private long _beginning;
        private long? _due;
        private long _heldSince;
        private bool _isWanted;
        private bool _isPacing;

        public Logic(AdmissionStage stage, ISchedule schedule, Gate gate, Reservation? reservation)
            : base(stage.Shape)
        {
            (_stage, _schedule, _gate, _reservation) = (stage, schedule, gate, reservation);
            _changed = GetAsyncCallback(Continue);
            _paced = GetAsyncCallback(() =>
            {
                _isPacing = false;
                Continue();
            });
            SetHandler(stage._in, onPush: () =>
            {
                _due = Grab(stage._in);
                Continue();
            });
            SetHandler(stage._out, onPull: () =>
            {
                _isWanted = true;
                Continue();
            });
        }

        public override void PreStart()
        {
            _beginning = Stopwatch.GetTimestamp();
            _gate.Changed += _changed;
            if (_reservation is { } reservation)
                reservation.Permits.Changed += _changed;
        }

        public override void PostStop()
        {
            _gate.Changed -= _changed;
            if (_reservation is { } reservation)
                reservation.Permits.Changed -= _changed;
            _pacer?.Dispose();
        }

        protected override void OnTimer(object timerKey) => Continue();

        private void Continue()
        {
            if (!_isWanted || IsClosed(_stage._in))
                return;
            if (_due is { } due)
                Send(due);
            else if (!HasBeenPulled(_stage._in))
                Ask();
        }

        /// <summary>Asks for the next request when it could go at once, in an open loop when its time may come.</summary>
        private void Ask()
        {
            if (IsUsedUp)
            {
                CompleteStage();
                return;
            }

            if (_reservation?.Permits.Available <= 0)
                return;
            var verdict = _schedule.IsOpenLoop ? (_gate.HasBudget ? Verdict.Open : Verdict.NoBudget) : _gate.Judge();
            if (verdict.IsOpen)
                Pull(_stage._in);
            else
                WaitFor(verdict);
        }

        private void Send(long due)
        {
            if (_schedule.IsOpenLoop && _gate.IsTripped)
            {
                _reservation?.Skip();
                Drop();
                Ask();
                return;
            }

            var verdict = _gate.TryEnter(out var pass);
            if (!verdict.IsOpen)
            {
                if (IsUsedUp)
                    CompleteStage();
                else
                    WaitFor(verdict);
                return;
            }

            _reservation?.Permits.Take();
            var released = 0L;
            if (_heldSince != 0)
            {
                released = Stopwatch.GetTimestamp();
                _gate.NoteHeld(Stopwatch.GetElapsedTime(_heldSince, released));
            }

            Drop();
            _isWanted = false;
            Push(_stage._out, new Admitted(due, released, pass));
        }

        private void Drop() => (_due, _heldSince) = (null, 0);

        private bool IsUsedUp => _gate.IsUsedUp || _reservation?.Permits is { IsClosed: true, Available: <= 0 };

        private void WaitFor(Verdict verdict)
        {
            var now = Stopwatch.GetTimestamp();
            if (verdict.IsHeld && _heldSince == 0)
                _heldSince = now;

            var left = _schedule.End == TimeSpan.MaxValue ? TimeSpan.MaxValue : _schedule.End - Stopwatch.GetElapsedTime(_beginning, now);
            if (left <= TimeSpan.Zero)
            {
                CompleteStage();
                return;
            }

            var wait = verdict.Wait < left ? verdict.Wait : left;
            if (wait == TimeSpan.MaxValue || _isPacing)
                return;
            if (wait > Distant)
            {
                ScheduleOnce(nameof(AdmissionStage), wait - TimerSlack);
                return;
            }

            if (_pacer is null)
            {
                _pacer = new Pacer(_paced);
                _pacer.Start();
            }

            _isPacing = true;
            _pacer.WakeAt(now + (long)(wait.TotalSeconds * Stopwatch.Frequency));
        }
    }
}

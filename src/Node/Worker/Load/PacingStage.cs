using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Akka.Streams;
using Akka.Streams.Stage;
using AkkaApiBench.Node.Worker.Load.Schedules;

namespace AkkaApiBench.Node.Worker.Load;

/// <summary>
/// Emits each request at its due time: the Stopwatch timestamp at which it should be sent, 0 in a closed loop. Ends when the
/// schedule does, or when told to stop.
/// </summary>
/// <remarks>
/// Timers and thread pools are milliseconds late, so the stage waits the last moment on the thread of its own island: an
/// open-loop stream runs on a pinned dispatcher. What follows in the island, down to the socket, runs on this thread without
/// a queue. Until that moment a <see cref="Pacer"/> waits, for while the stage holds its island no answer is taken: a call
/// back from within the island would go before all of them.
/// </remarks>
internal sealed class PacingStage(ISchedule schedule, CancellationToken stop) : GraphStage<SourceShape<long>>
{
    private readonly Outlet<long> _out = new("Pacing.out");

    public override SourceShape<long> Shape => new(_out);

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this, schedule, stop);

    [SuppressMessage("Design", "CA1001", Justification = "Stages dispose in PostStop.")]
    private sealed class Logic : TimerGraphStageLogic
    {
        // The scheduler behind timers ticks every 10 ms: it may wake for the distant, not for the near.
        private static readonly TimeSpan Distant = TimeSpan.FromMilliseconds(100);
        private static readonly TimeSpan TimerSlack = TimeSpan.FromMilliseconds(50);

        /// <summary>How long before a due time the pacer wakes the island, which then takes what answers there are, and waits.</summary>
        private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(0.5);

        /// <summary>Requests that may follow one another before answers are taken.</summary>
        private const int MostInRow = 16;

        private readonly PacingStage _stage;
        private readonly ISchedule _schedule;
        private readonly CancellationToken _stop;
        private readonly Pacer _pacer;
        private CancellationTokenRegistration _registration;
        private long _beginning;
        private long _index;
        private int _inRow;
        private bool _isWanted;
        private bool _isPacing;

        public Logic(PacingStage stage, ISchedule schedule, CancellationToken stop)
            : base(stage.Shape)
        {
            _stage = stage;
            _schedule = schedule;
            _stop = stop;
            _pacer = new Pacer(GetAsyncCallback(OnPacer));
            SetHandler(stage._out, onPull: () =>
            {
                _isWanted = true;
                Continue();
            });
        }

        public override void PreStart()
        {
            if (_schedule.IsOpenLoop)
            {
                UrgentThread.Enter();
                _pacer.Start();
            }

            _registration = _stop.Register(GetAsyncCallback(CompleteStage));
            _beginning = Stopwatch.GetTimestamp();
        }

        public override void PostStop()
        {
            _registration.Dispose();
            _pacer.Dispose();
        }

        protected override void OnTimer(object timerKey) => Continue();

        private void OnPacer()
        {
            _isPacing = false;
            _inRow = 0;
            Continue();
        }

        private void Continue()
        {
            if (!_isWanted || _isPacing || IsClosed(_stage._out))
                return;

            var now = Stopwatch.GetTimestamp();
            var due = _stop.IsCancellationRequested ? null : _schedule.DueTime(_index, Stopwatch.GetElapsedTime(_beginning, now));
            if (due is not { } time)
            {
                CompleteStage();
                return;
            }

            var dueAt = _beginning + Ticks(time);
            var wait = Stopwatch.GetElapsedTime(now, Math.Max(now, dueAt));
            if (wait > Distant)
            {
                ScheduleOnce(nameof(PacingStage), wait - TimerSlack);
            }
            else if (_schedule.IsOpenLoop && (wait > Moment || _inRow == MostInRow))
            {
                _isPacing = true;
                _pacer.WakeAt(dueAt - Ticks(Moment));
            }
            else
            {
                PreciseWait.Until(dueAt);
                _isWanted = false;
                _index++;
                _inRow++;
                Push(_stage._out, _schedule.IsOpenLoop ? dueAt : 0);
            }
        }

        private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
    }
}

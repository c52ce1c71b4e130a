using System.Diagnostics;
using Akka.Streams;
using Akka.Streams.Stage;
using AkkaApiBench.Node.Worker.Load.Schedules;

namespace AkkaApiBench.Node.Worker.Load;

/// <summary>
/// Emits each request at its due time: the Stopwatch timestamp at which it should be sent, 0 in a closed loop. Ends when the
/// schedule does, or when told to stop.
/// </summary>
/// <remarks>
/// Timers and thread pools are milliseconds late, so the stage waits on the thread of its own island: an open-loop stream
/// runs on a pinned dispatcher. It waits a millisecond at a time and lets answers be processed in between; what follows in
/// the island, down to the socket, runs on this thread without a queue.
/// </remarks>
internal sealed class PacingStage(ISchedule schedule, CancellationToken stop) : GraphStage<SourceShape<long>>
{
    private readonly Outlet<long> _out = new("Pacing.out");

    public override SourceShape<long> Shape => new(_out);

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this, schedule, stop);

    private sealed class Logic : TimerGraphStageLogic
    {
        // The scheduler behind timers ticks every 10 ms: it may wake for the distant, not for the near.
        private static readonly TimeSpan Distant = TimeSpan.FromMilliseconds(100);
        private static readonly TimeSpan TimerSlack = TimeSpan.FromMilliseconds(50);
        private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(1);

        private readonly PacingStage _stage;
        private readonly ISchedule _schedule;
        private readonly CancellationToken _stop;
        private readonly Action _continue;
        private CancellationTokenRegistration _registration;
        private long _beginning;
        private long _index;
        private bool _isWanted;

        public Logic(PacingStage stage, ISchedule schedule, CancellationToken stop)
            : base(stage.Shape)
        {
            _stage = stage;
            _schedule = schedule;
            _stop = stop;
            _continue = GetAsyncCallback(Continue);
            SetHandler(stage._out, onPull: () =>
            {
                _isWanted = true;
                Continue();
            });
        }

        public override void PreStart()
        {
            _beginning = Stopwatch.GetTimestamp();
            _registration = _stop.Register(GetAsyncCallback(CompleteStage));
        }

        public override void PostStop() => _registration.Dispose();

        protected override void OnTimer(object timerKey) => Continue();

        private void Continue()
        {
            if (!_isWanted || IsClosed(_stage._out))
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
            else if (wait > LongestWait)
            {
                PreciseWait.Until(now + Ticks(LongestWait));
                _continue();
            }
            else
            {
                if (wait > TimeSpan.Zero)
                    PreciseWait.Until(dueAt);
                _isWanted = false;
                _index++;
                Push(_stage._out, _schedule.IsOpenLoop ? dueAt : 0);
            }
        }

        private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
    }
}

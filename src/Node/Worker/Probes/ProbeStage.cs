using System.Diagnostics;
using Akka.Streams;
using Akka.Streams.Stage;
using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Node.Worker.Load;

namespace AkkaApiBench.Node.Worker.Probes;

/// <summary>
/// Does what a probe decides: sends its requests when they are due and permitted, tells it the answers, and emits them to be
/// recorded like those of any load.
/// </summary>
/// <param name="session">The probe before its first request.</param>
/// <param name="permits">What a request needs before it is sent.</param>
/// <param name="lanes">What sends requests.</param>
/// <param name="ended">Told what was found out.</param>
/// <param name="stop">Ends the probe early; requests in flight go on.</param>
internal sealed class ProbeStage(
    ProbeSession session, IReadOnlyList<Permits> permits, ProbeLanes lanes, Action<ProbeFindings> ended, CancellationToken stop)
    : GraphStage<SourceShape<Answered>>
{
    private readonly Outlet<Answered> _out = new("Probe.out");

    public override SourceShape<Answered> Shape => new(_out);

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this, session, permits, lanes, ended, stop);

    private sealed record Reply(ProbeRequest Request, Answered Answered, ErrorKind? Error, int ConnectionsBefore);

    private sealed class Logic : TimerGraphStageLogic
    {
        private readonly ProbeStage _stage;
        private readonly IReadOnlyList<Permits> _permits;
        private readonly ProbeLanes _lanes;
        private readonly Action<ProbeFindings> _ended;
        private readonly Action _advance;
        private readonly Action<Reply> _replied;
        private readonly Action<Exception> _failed;
        private readonly Queue<Answered> _toEmit = new();
        private readonly CancellationToken _stop;
        private readonly long _beginning = Stopwatch.GetTimestamp();
        private CancellationTokenRegistration _stopping;
        private ProbeSession _session;

        public Logic(ProbeStage stage, ProbeSession session, IReadOnlyList<Permits> permits, ProbeLanes lanes, Action<ProbeFindings> ended, CancellationToken stop)
            : base(stage.Shape)
        {
            (_stage, _session, _permits, _lanes, _ended, _stop) = (stage, session, permits, lanes, ended, stop);
            _advance = GetAsyncCallback(Advance);
            _replied = GetAsyncCallback<Reply>(OnReply);
            _failed = GetAsyncCallback<Exception>(FailStage);
            SetHandler(stage._out, onPull: Emit);
        }

        private TimeSpan Now => Stopwatch.GetElapsedTime(_beginning);

        public override void PreStart()
        {
            foreach (var kind in _permits)
                kind.Changed += _advance;
            _stopping = _stop.UnsafeRegister(static advance => ((Action)advance!)(), _advance);
            Advance();
        }

        public override void PostStop()
        {
            _stopping.Dispose();
            foreach (var kind in _permits)
                kind.Changed -= _advance;
        }

        protected override void OnTimer(object timerKey) => Advance();

        private void Advance()
        {
            if (_stop.IsCancellationRequested)
                _session = _session.End(ProbeEnd.Stopped);

            while (!_session.IsOver)
            {
                var now = Now;
                switch (_session.Decide(now))
                {
                    case ProbeStep.End end when _session.Ended is null:
                        _session = _session.End(end.Why);
                        continue;
                    case ProbeStep.Send send when send.Due > now:
                        ScheduleOnce(nameof(ProbeStage), send.Due - now);
                        return;
                    case ProbeStep.Send when _permits.Any(kind => kind is { IsClosed: true, Available: <= 0 }):
                        _session = _session.End(ProbeEnd.Stopped);
                        continue;
                    case ProbeStep.Send send when _permits.All(kind => kind.Available > 0):
                        Send(send.Request, now);
                        continue;
                    default:
                        return;
                }
            }

            Emit();
        }

        private void Send(ProbeRequest request, TimeSpan now)
        {
            foreach (var kind in _permits)
                kind.Take();
            _session = _session.AfterSending(request, now);
            _ = SendAsync(request);
        }

        private async Task SendAsync(ProbeRequest request)
        {
            try
            {
                var connections = _lanes.ConnectionsOpened;
                var (answered, error) = await _lanes.SendAsync(request).ConfigureAwait(false);
                _replied(new Reply(request, answered, error, connections));
            }
            catch (Exception broken)
            {
                _failed(broken);
            }
        }

        private void OnReply(Reply reply)
        {
            var record = reply.Answered.Last.Record with { Error = reply.Error };
            var endedAt = At(record.End);
            _session = _session.AfterAnswer(new ProbeAnswer(reply.Request, record, record.Sent == 0 ? endedAt : At(record.Sent), endedAt)
            {
                OpenedConnection = _lanes.ConnectionsOpened > reply.ConnectionsBefore,
            });
            _toEmit.Enqueue(reply.Answered);
            Emit();
            Advance();
        }

        private TimeSpan At(long timestamp) => timestamp == 0 ? Now : Stopwatch.GetElapsedTime(_beginning, timestamp);

        private void Emit()
        {
            if (_toEmit.Count > 0 && IsAvailable(_stage._out))
                Push(_stage._out, _toEmit.Dequeue());
            if (!_session.IsOver || _toEmit.Count > 0)
                return;
            _ended(_session.Findings);
            CompleteStage();
        }
    }
}

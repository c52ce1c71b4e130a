using Akka.Streams;
using Akka.Streams.Stage;

namespace AkkaApiBench.Node.Worker.Load;

/// <summary>
/// Lets a request through when every kind of permit is at hand; ends the stream, without taking anything, when a kind is used
/// up for good.
/// </summary>
internal sealed class AdmissionStage(params IReadOnlyList<Permits> permits) : GraphStage<FlowShape<long, long>>
{
    private readonly Inlet<long> _in = new("Admission.in");
    private readonly Outlet<long> _out = new("Admission.out");

    public override FlowShape<long, long> Shape => new(_in, _out);

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this, permits);

    private sealed class Logic : InAndOutGraphStageLogic
    {
        private readonly AdmissionStage _stage;
        private readonly IReadOnlyList<Permits> _permits;
        private readonly Action _changed;
        private bool _isWanted;

        public Logic(AdmissionStage stage, IReadOnlyList<Permits> permits)
            : base(stage.Shape)
        {
            _stage = stage;
            _permits = permits;
            _changed = GetAsyncCallback(Admit);
            SetHandler(stage._in, this);
            SetHandler(stage._out, this);
        }

        public override void PreStart()
        {
            foreach (var kind in _permits)
                kind.Changed += _changed;
        }

        public override void PostStop()
        {
            foreach (var kind in _permits)
                kind.Changed -= _changed;
        }

        public override void OnPull()
        {
            _isWanted = true;
            Admit();
        }

        public override void OnPush()
        {
            foreach (var kind in _permits)
                kind.Take();
            Push(_stage._out, Grab(_stage._in));
        }

        // The due time is asked for only when the request could go at once: a request never waits here after its time.
        private void Admit()
        {
            if (!_isWanted || IsClosed(_stage._in) || HasBeenPulled(_stage._in))
                return;
            if (_permits.All(kind => kind.Available > 0))
            {
                _isWanted = false;
                Pull(_stage._in);
            }
            else if (_permits.Any(kind => kind is { IsClosed: true, Available: <= 0 }))
            {
                CompleteStage();
            }
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Akka.Streams;
using Akka.Streams.Stage;

namespace AkkaApiBench.Node.Worker.Load;

/// <summary>
/// Sends each request that comes, so many at a time, and emits the answers in the order in which they end.
/// </summary>
/// <remarks>
/// What <c>SelectAsyncUnordered</c> does, at a fraction of its cost: no task and no message for each request. Answers that end
/// while the island is busy or on its way are taken together, by one call back.
/// </remarks>
/// <param name="inFlight">The most requests at a time.</param>
/// <param name="send">Sends a request that was admitted; called on the island, which it does not leave before the socket.</param>
internal sealed class RequestStage(int inFlight, Func<Admitted, ValueTask<Answered>> send) : GraphStage<FlowShape<Admitted, Answered>>
{
    private readonly Inlet<Admitted> _in = new("Request.in");
    private readonly Outlet<Answered> _out = new("Request.out");

    public override FlowShape<Admitted, Answered> Shape => new(_in, _out);

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this, inFlight, send);

    private sealed class Logic : InAndOutGraphStageLogic
    {
        private readonly RequestStage _stage;
        private readonly int _most;
        private readonly Func<Admitted, ValueTask<Answered>> _send;
        private readonly Action _onEnded;
        private readonly ConcurrentQueue<Flight> _ended = new();
        private readonly Stack<Flight> _idle = new();
        private int _inFlight;
        private int _isTold;

        public Logic(RequestStage stage, int most, Func<Admitted, ValueTask<Answered>> send)
            : base(stage.Shape)
        {
            _stage = stage;
            _most = most;
            _send = send;
            _onEnded = GetAsyncCallback(OnEnded);
            SetHandler(stage._in, this);
            SetHandler(stage._out, this);
        }

        public override void PreStart() => Pull(_stage._in);

        public override void OnPush()
        {
            _inFlight++;
            var flight = _idle.TryPop(out var idle) ? idle : new Flight(this);
            flight.Begin(_send(Grab(_stage._in)));
            PullWhenFree();
        }

        public override void OnPull() => EmitNext();

        public override void OnUpstreamFinish()
        {
            if (_inFlight == 0)
                CompleteStage();
        }

        /// <summary>Takes a request that ended, on whatever thread it did.</summary>
        private void Add(Flight flight)
        {
            _ended.Enqueue(flight);
            if (Interlocked.Exchange(ref _isTold, 1) == 0)
                _onEnded();
        }

        private void OnEnded()
        {
            // Before the queue is looked at: what comes after that calls again.
            Interlocked.Exchange(ref _isTold, 0);
            if (IsAvailable(_stage._out))
                EmitNext();
        }

        [SuppressMessage("Design", "CA1031", Justification = "A broken request breaks the stream, whatever is wrong.")]
        private void EmitNext()
        {
            if (!_ended.TryDequeue(out var flight))
                return;
            Answered answered;
            try
            {
                answered = flight.End();
            }
            catch (Exception error)
            {
                FailStage(error);
                return;
            }

            _idle.Push(flight);
            _inFlight--;
            Push(_stage._out, answered);
            if (!IsClosed(_stage._in))
                PullWhenFree();
            else if (_inFlight == 0)
                CompleteStage();
        }

        private void PullWhenFree()
        {
            if (_inFlight < _most && !HasBeenPulled(_stage._in) && !IsClosed(_stage._in))
                Pull(_stage._in);
        }

        /// <summary>A request under way; used again and again.</summary>
        private sealed class Flight
        {
            private readonly Logic _logic;
            private readonly Action _add;
            private ValueTask<Answered> _answer;

            public Flight(Logic logic) => (_logic, _add) = (logic, Add);

            public void Begin(ValueTask<Answered> answer)
            {
                _answer = answer;
                if (answer.IsCompleted)
                    Add();
                else
                    answer.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_add);
            }

            public Answered End() => _answer.GetAwaiter().GetResult();

            private void Add() => _logic.Add(this);
        }
    }
}

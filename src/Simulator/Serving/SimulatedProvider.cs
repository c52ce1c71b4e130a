using AkkaApiBench.Simulator.Behaviour;
using AkkaApiBench.Simulator.Limits;
using AkkaApiBench.Simulator.Profiles;
using AkkaApiBench.Simulator.Timing;
using AkkaApiBench.Simulator.Truth;

namespace AkkaApiBench.Simulator.Serving;

/// <summary>A profile at work: its clock, its limits and its counters, which can all be begun anew.</summary>
internal sealed class SimulatedProvider(Profile profile, long seed, TimeProvider time)
{
    private volatile Session _session = new(profile, seed, time);

    public Profile Profile => profile;

    /// <summary>What has happened since the last <see cref="Reset"/>.</summary>
    public Session Current => _session;

    public void Reset() => _session = new Session(profile, seed, time);

    /// <summary>What a provider remembers between requests.</summary>
    internal sealed class Session(Profile profile, long seed, TimeProvider time)
    {
        private readonly ProfileClock _clock = new(time, profile.Clock);
        private readonly RateLimiter _limiter = new(profile.Limits, time);
        private readonly ServerQueue _servers = new(profile.Limits.Servers);
        private long _number;
        private int _answering;

        public ProfileCounters Counters { get; } = new();

        /// <summary>Waits for a server; the time is added to that of the whole answer. Disposing of it frees the server.</summary>
        public ValueTask<ServerQueue.Server> ServerAsync(CancellationToken cancellation) => _servers.EnterAsync(cancellation);

        /// <summary>Numbers a request, decides its answer and asks whether it is let in. When it is, <see cref="Leave"/> must follow.</summary>
        public (AnswerPlan Plan, Admission Admission) Enter(ChatRequest request, RequestTruth truth)
        {
            truth.Number = Interlocked.Increment(ref _number);
            var others = Interlocked.Increment(ref _answering) - 1;
            var elapsed = _clock.Elapsed;
            var plan = AnswerPlanner.Plan(profile, request, seed, truth.Number, new Conditions(elapsed, _clock.TimeAt(elapsed), others));
            var admission = _limiter.Admit(request.InputTokens + (request.Embedding is null ? plan.TokensAt.Length : 0), others);
            if (admission.Exceeded is not null)
                Leave();
            return (plan, admission);
        }

        public void Leave() => Interlocked.Decrement(ref _answering);
    }
}

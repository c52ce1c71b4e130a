using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Simulator.Behaviour;

/// <summary>Decides an answer: a pure function of profile, request, seed, number and conditions.</summary>
internal static class AnswerPlanner
{
    private const int LongestAnswer = 1_000_000;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    /// <param name="profile">The provider that answers.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="seed">The seed of the simulation.</param>
    /// <param name="number">The request's number within the profile, from 1.</param>
    /// <param name="conditions">Time and load.</param>
    public static AnswerPlan Plan(Profile profile, ChatRequest request, long seed, long number, in Conditions conditions)
    {
        // A vector comes when the first token of a text would.
        var (wanted, length) = request.Embedding is not null ? (1, 1) : Length(profile.Output, request, Draw.For(seed, profile.Name, number, DrawPurpose.OutputLength));
        var thinks = !request.IsPlain && request.Embedding is null;
        var fault = ChooseFault(profile, conditions.Elapsed, Draw.For(seed, profile.Name, number, DrawPurpose.Fault).NextUnit());
        var position = Draw.For(seed, profile.Name, number, DrawPurpose.FaultPosition).NextUnit();
        var plan = new AnswerPlan
        {
            HeadersAt = TimeSpan.Zero,
            TokensAt = new TimeSpan[length],
            ReasoningTokens = !thinks ? 0 : (int)Math.Min(length, Math.Round(wanted * profile.Output.ReasoningShare)),
            CachedTokens = !thinks ? 0 : (int)(request.InputTokens * profile.Output.CachedShare),
            StopReason = fault?.Kind is FaultKind.ContentFilter ? StopReason.ContentFilter : length < wanted ? StopReason.Length : StopReason.Stop,
            Fault = fault,
            // At least one token comes before a fault in mid-stream; with two or more, at least one is missing.
            TokensBeforeFault = 1 + (int)(position * (length - 1)),
            TextOffset = (int)(Draw.For(seed, profile.Name, number, DrawPurpose.Text).Next() & 0xFFFF),
        };
        return plan with { HeadersAt = Schedule(profile.Latency, request, seed, profile, number, conditions, plan) };
    }

    /// <summary>The factor on latencies at a time of the profile.</summary>
    public static double LatencyFactor(Profile profile, in Conditions conditions)
    {
        var factor = profile.Latency.Daily is { Count: > 0 } daily ? daily[conditions.Time.UtcDateTime.Hour] : 1;
        foreach (var incident in profile.Incidents)
        {
            if (IsOn(incident, conditions.Elapsed))
                factor *= incident.LatencyFactor;
        }

        return factor;
    }

    /// <summary>Fills in when each token is due, and gives when the headers are.</summary>
    private static TimeSpan Schedule(
        Latency latency, ChatRequest request, long seed, Profile profile, long number, in Conditions conditions, AnswerPlan plan)
    {
        var factor = LatencyFactor(profile, conditions);
        var first = Draw.For(seed, profile.Name, number, DrawPurpose.FirstToken);
        var firstToken = factor * (latency.FirstToken.Sample(ref first)
            + latency.Per1kInputTokens.TotalMilliseconds * request.InputTokens / 1000
            + latency.FirstTokenPerInFlight.TotalMilliseconds * conditions.OthersInFlight);
        var headersAt = firstToken * latency.HeadersShare + LastsIf(plan.Fault, FaultKind.SlowHeaders);

        var at = firstToken + LastsIf(plan.Fault, FaultKind.SlowHeaders) + LastsIf(plan.Fault, FaultKind.StallBeforeFirstToken);
        var stall = LastsIf(plan.Fault, FaultKind.StallBetweenTokens);
        var gapForLoad = latency.TokenGapPerInFlight.TotalMilliseconds * conditions.OthersInFlight;
        var gaps = Draw.For(seed, profile.Name, number, DrawPurpose.TokenGaps);
        for (var i = 0; i < plan.TokensAt.Length; i++)
        {
            if (i > 0)
                at += factor * (latency.TokenGap.Sample(ref gaps) + gapForLoad) + (i == plan.TokensBeforeFault ? stall : 0);
            plan.TokensAt[i] = Milliseconds(at);
        }

        return Milliseconds(headersAt);
    }

    private static (int Wanted, int Length) Length(Output output, ChatRequest request, Draw draw)
    {
        var wanted = (int)Math.Clamp(Math.Round(output.Tokens.Sample(ref draw)), 1, LongestAnswer);
        return (wanted, Math.Min(wanted, request.MaxTokens ?? wanted));
    }

    /// <summary>At most one fault a request: the rates are stacked, incidents' before the profile's own, and one number chooses.</summary>
    private static Fault? ChooseFault(Profile profile, TimeSpan elapsed, double unit)
    {
        foreach (var incident in profile.Incidents)
        {
            if (IsOn(incident, elapsed) && Choose(incident.Faults, ref unit) is { } fault)
                return fault;
        }

        return Choose(profile.Faults, ref unit);
    }

    private static Fault? Choose(IReadOnlyList<Fault> faults, ref double unit)
    {
        foreach (var fault in faults)
        {
            if (unit < fault.Rate)
                return fault;
            unit -= fault.Rate;
        }

        return null;
    }

    private static bool IsOn(Incident incident, TimeSpan elapsed) => elapsed >= incident.From && elapsed < incident.To;

    private static double LastsIf(Fault? fault, FaultKind kind) => fault?.Kind == kind ? fault.Lasts.TotalMilliseconds : 0;

    private static TimeSpan Milliseconds(double value) =>
        value < LongestDelay.TotalMilliseconds ? TimeSpan.FromTicks((long)(value * TimeSpan.TicksPerMillisecond)) : LongestDelay;
}

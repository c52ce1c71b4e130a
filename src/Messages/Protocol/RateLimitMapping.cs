using AkkaApiBench.Messages.Findings;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>What a test of rate limits finds out, as on the wire.</summary>
internal static class RateLimitMapping
{
    public static Wire.RateLimitFindings ToWire(RateLimitFindings findings)
    {
        var wire = new Wire.RateLimitFindings
        {
            ShortPrompts = ToWire(findings.ShortPrompts),
            LongPrompts = ToWire(findings.LongPrompts),
            RequestsPerMinute = ToWire(findings.RequestsPerMinute),
            TokensPerMinute = ToWire(findings.TokensPerMinute),
            RetryAfter = ToWire(findings.RetryAfter),
        };
        if (findings.DeclaredRequests is { } requests)
            wire.DeclaredRequests = requests;
        if (findings.DeclaredTokens is { } tokens)
            wire.DeclaredTokens = tokens;
        return wire;
    }

    public static RateLimitFindings FromWire(Wire.RateLimitFindings wire) => new()
    {
        DeclaredRequests = wire.HasDeclaredRequests ? wire.DeclaredRequests : null,
        DeclaredTokens = wire.HasDeclaredTokens ? wire.DeclaredTokens : null,
        ShortPrompts = FromWire(wire.ShortPrompts),
        LongPrompts = FromWire(wire.LongPrompts),
        RequestsPerMinute = FromWire(wire.RequestsPerMinute),
        TokensPerMinute = FromWire(wire.TokensPerMinute),
        RetryAfter = FromWire(wire.RetryAfter),
    };

    private static Wire.RateObservation? ToWire(RateObservation? seen) => seen is null ? null : new Wire.RateObservation
    {
        TokensPerRequest = seen.TokensPerRequest,
        Accepted = seen.Accepted,
        Refused = seen.Refused,
        HighestRate = seen.HighestRate,
        MostAcceptedInAMinute = seen.MostAcceptedInAMinute,
        Binding = (int)seen.Binding,
        Shape = (int)seen.Shape,
        RequestsPerMinute = ToWire(seen.RequestsPerMinute),
    };

    private static RateObservation? FromWire(Wire.RateObservation? wire) => wire is null ? null : new RateObservation
    {
        TokensPerRequest = wire.TokensPerRequest,
        Accepted = wire.Accepted,
        Refused = wire.Refused,
        HighestRate = wire.HighestRate,
        MostAcceptedInAMinute = wire.MostAcceptedInAMinute,
        Binding = (BindingLimit)wire.Binding,
        Shape = (LimitShape)wire.Shape,
        RequestsPerMinute = FromWire(wire.RequestsPerMinute),
    };

    private static Wire.ObservedLimit? ToWire(ObservedLimit? limit) =>
        limit is null ? null : new Wire.ObservedLimit { Value = limit.Value, Low = limit.Low, High = limit.High };

    private static ObservedLimit? FromWire(Wire.ObservedLimit? wire) => wire is null ? null : new ObservedLimit(wire.Value, wire.Low, wire.High);

    private static Wire.RetryAfterFinding? ToWire(RetryAfterFinding? finding)
    {
        if (finding is null)
            return null;
        var wire = new Wire.RetryAfterFinding { Verdict = (int)finding.Verdict };
        if (finding.PromisedS is { } promised)
            wire.PromisedS = promised;
        if (finding.RefusedAtS is { } refused)
            wire.RefusedAtS = refused;
        if (finding.AcceptedAtS is { } accepted)
            wire.AcceptedAtS = accepted;
        return wire;
    }

    private static RetryAfterFinding? FromWire(Wire.RetryAfterFinding? wire) => wire is null ? null : new RetryAfterFinding
    {
        Verdict = (RetryAfterVerdict)wire.Verdict,
        PromisedS = wire.HasPromisedS ? wire.PromisedS : null,
        RefusedAtS = wire.HasRefusedAtS ? wire.RefusedAtS : null,
        AcceptedAtS = wire.HasAcceptedAtS ? wire.AcceptedAtS : null,
    };
}

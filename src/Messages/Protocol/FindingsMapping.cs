using AkkaApiBench.Messages.Findings;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>What probes find out, as on the wire.</summary>
internal static class FindingsMapping
{
    public static Wire.ProbeFindings ToWire(ProbeFindings findings)
    {
        var wire = new Wire.ProbeFindings
        {
            Ended = (int)findings.Ended,
            RateLimit = findings.RateLimit is { } rates ? RateLimitMapping.ToWire(rates) : null,
            ContextWindow = findings.ContextWindow is { } context ? ToWire(context) : null,
            TokenCounting = findings.TokenCounting is { } counting ? ToWire(counting) : null,
            ErrorHandling = findings.ErrorHandling is { } errors ? ErrorHandlingMapping.ToWire(errors) : null,
        };
        wire.Notes.AddRange(findings.Notes);
        return wire;
    }

    public static ProbeFindings? FromWire(Wire.ProbeFindings? wire) => wire is null ? null : new ProbeFindings
    {
        Ended = (ProbeEnd)wire.Ended,
        Notes = [.. wire.Notes],
        RateLimit = wire.RateLimit is { } rates ? RateLimitMapping.FromWire(rates) : null,
        ContextWindow = wire.ContextWindow is { } context ? FromWire(context) : null,
        TokenCounting = wire.TokenCounting is { } counting ? FromWire(counting) : null,
        ErrorHandling = wire.ErrorHandling is { } errors ? ErrorHandlingMapping.FromWire(errors) : null,
    };

    private static Wire.ContextWindowFindings ToWire(ContextWindowFindings findings)
    {
        var wire = new Wire.ContextWindowFindings
        {
            Edge = (int)findings.Edge,
            Refusal = findings.Refusal is { } refusal ? ErrorHandlingMapping.ToWire(refusal) : null,
            Latency = findings.Latency is { } latency ? ToWire(latency) : null,
            Ttft = findings.Ttft is { } ttft ? ToWire(ttft) : null,
        };
        if (findings.LargestAcceptedTokens is { } accepted)
            wire.LargestAcceptedTokens = accepted;
        if (findings.SmallestRefusedTokens is { } refused)
            wire.SmallestRefusedTokens = refused;
        return wire;
    }

    private static ContextWindowFindings FromWire(Wire.ContextWindowFindings wire) => new()
    {
        LargestAcceptedTokens = wire.HasLargestAcceptedTokens ? wire.LargestAcceptedTokens : null,
        SmallestRefusedTokens = wire.HasSmallestRefusedTokens ? wire.SmallestRefusedTokens : null,
        Edge = (ContextEdge)wire.Edge,
        Refusal = wire.Refusal is { } refusal ? ErrorHandlingMapping.FromWire(refusal) : null,
        Latency = wire.Latency is { } latency ? FromWire(latency) : null,
        Ttft = wire.Ttft is { } ttft ? FromWire(ttft) : null,
    };

    private static Wire.LatencyLine ToWire(LatencyLine line)
    {
        var wire = new Wire.LatencyLine { MsPer1KTokens = line.MsPer1kTokens, InterceptMs = line.InterceptMs, Points = line.Points };
        if (line.RSquared is { } share)
            wire.RSquared = share;
        if (line.Ci95 is { } bounds)
        {
            wire.Ci95 = new Wire.Interval();
            wire.Ci95.Bounds.AddRange(bounds);
        }

        return wire;
    }

    private static LatencyLine FromWire(Wire.LatencyLine wire) => new()
    {
        MsPer1kTokens = wire.MsPer1KTokens,
        Ci95 = wire.Ci95 is { } interval ? [.. interval.Bounds] : null,
        InterceptMs = wire.InterceptMs,
        RSquared = wire.HasRSquared ? wire.RSquared : null,
        Points = wire.Points,
    };

    private static Wire.TokenCountingFindings ToWire(TokenCountingFindings findings)
    {
        var wire = new Wire.TokenCountingFindings
        {
            Verdict = (int)findings.Verdict,
            Tokenizer = findings.Tokenizer,
            IsModelsOwn = findings.IsModelsOwn,
            Output = findings.Output is { } output ? ToWire(output) : null,
        };
        if (findings.OverheadPerMessage is { } message)
            wire.OverheadPerMessage = message;
        if (findings.OverheadPerRequest is { } request)
            wire.OverheadPerRequest = request;
        wire.Kinds.AddRange(findings.Kinds.Select(ToWire));
        return wire;
    }

    private static TokenCountingFindings FromWire(Wire.TokenCountingFindings wire) => new()
    {
        Verdict = (CountingVerdict)wire.Verdict,
        Tokenizer = wire.Tokenizer,
        IsModelsOwn = wire.IsModelsOwn,
        OverheadPerMessage = wire.HasOverheadPerMessage ? wire.OverheadPerMessage : null,
        OverheadPerRequest = wire.HasOverheadPerRequest ? wire.OverheadPerRequest : null,
        Kinds = [.. wire.Kinds.Select(FromWire)],
        Output = wire.Output is { } output ? FromWire(output) : null,
    };

    private static Wire.CountedKind ToWire(CountedKind kind) =>
        new() { Kind = kind.Kind, Counted = kind.Counted, Reported = kind.Reported, RelativeError = kind.RelativeError };

    private static CountedKind FromWire(Wire.CountedKind wire) => new(wire.Kind, wire.Counted, wire.Reported, wire.RelativeError);
}

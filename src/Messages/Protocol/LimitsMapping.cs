using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>What holds a load back, as on the wire.</summary>
internal static class LimitsMapping
{
    public static Wire.TargetLimits? ToWire(TargetLimits limits)
    {
        if (limits == TargetLimits.None)
            return null;

        var wire = new Wire.TargetLimits { UsedBefore = limits.UsedBefore };
        if (limits.RequestsPerMinute is { } requests)
            wire.RequestsPerMinute = requests;
        if (limits.TokensPerMinute is { } tokens)
            wire.TokensPerMinute = tokens;
        if (limits.MaxConcurrent is { } concurrent)
            wire.MaxConcurrent = concurrent;
        return wire;
    }

    public static TargetLimits FromWire(Wire.TargetLimits? wire) => wire is null ? TargetLimits.None : new TargetLimits(
        wire.HasRequestsPerMinute ? wire.RequestsPerMinute : null,
        wire.HasTokensPerMinute ? wire.TokensPerMinute : null,
        wire.HasMaxConcurrent ? wire.MaxConcurrent : null)
        {
            UsedBefore = wire.UsedBefore,
        };

    public static Wire.RetryPolicy? ToWire(RetryPolicy? retry)
    {
        if (retry is null)
            return null;

        var wire = new Wire.RetryPolicy { MaxTries = retry.MaxTries, BaseDelayTicks = retry.BaseDelay.Ticks, MaxDelayTicks = retry.MaxDelay.Ticks };
        wire.On.AddRange(retry.On.Select(kind => (int)kind));
        return wire;
    }

    public static RetryPolicy? FromWire(Wire.RetryPolicy? wire) => wire is null ? null : new RetryPolicy(
        wire.MaxTries, [.. wire.On.Select(kind => (ErrorKind)kind)], new TimeSpan(wire.BaseDelayTicks), new TimeSpan(wire.MaxDelayTicks));

    public static Wire.BreakerPolicy? ToWire(BreakerPolicy? breaker) => breaker is null ? null : new Wire.BreakerPolicy
    {
        FailureShare = breaker.FailureShare,
        Window = breaker.Window,
        MinRequests = breaker.MinRequests,
        OpenForTicks = breaker.OpenFor.Ticks,
    };

    public static BreakerPolicy? FromWire(Wire.BreakerPolicy? wire) => wire is null ? null : new BreakerPolicy(
        wire.FailureShare, wire.Window, wire.MinRequests, new TimeSpan(wire.OpenForTicks));
}

using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Providers.Tokenizers;

namespace AkkaApiBench.Node.Worker.Probes;

/// <summary>Makes the probe of a type of test.</summary>
internal static class ProbeFactory
{
    /// <summary>The probe of a slice, before its first request.</summary>
    public static IProbe For(StartSlice slice, ProbeLoad bounds) => slice.Type switch
    {
        TestType.RateLimit => new RateLimits.RateLimitProbe(bounds),
        TestType.ContextWindow => new ContextWindows.ContextWindowProbe(bounds),
        TestType.TokenCounting => new TokenCounts.TokenCountingProbe(TokenizerBook.For(slice.Target)),
        TestType.ErrorHandling => new ErrorHandling.ErrorHandlingProbe(slice.Target, bounds),
        _ => throw new NotSupportedException($"A test of type {slice.Type.Name()} is no probe."),
    };
}

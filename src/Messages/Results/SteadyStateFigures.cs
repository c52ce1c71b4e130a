using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Messages.Results;

/// <summary>The part of a test in which it was steady, and its figures; those of the whole test stand beside.</summary>
public sealed record SteadyStateFigures
{
    /// <summary>Seconds from the beginning of measuring at which it begins.</summary>
    public required double FromS { get; init; }

    /// <summary>Seconds from the beginning of measuring at which it ends.</summary>
    public required double ToS { get; init; }

    /// <summary>Requests that ended outside of it.</summary>
    public required long TrimmedRequests { get; init; }

    /// <summary>How it was found: <c>mser</c> or <c>mser-5</c>.</summary>
    public required string Method { get; init; }

    /// <summary>See <see cref="Metric.RequestsPerSecond"/>, of the steady part.</summary>
    public required double RequestsPerSecond { get; init; }

    /// <summary>See <see cref="Metric.OutputTokensPerSecond"/>, of the steady part.</summary>
    public required double OutputTokensPerSecond { get; init; }

    /// <summary>The mean of <see cref="Metric.Latency"/>, of the steady part.</summary>
    public double? LatencyMeanMs { get; init; }

    /// <summary>See <see cref="Metric.SuccessRate"/>, of the steady part.</summary>
    public double? SuccessRate { get; init; }
}

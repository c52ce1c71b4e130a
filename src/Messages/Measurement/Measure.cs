namespace AkkaApiBench.Messages.Measurement;

/// <summary>What is kept as a distribution. The numbers are stored and sent: never reuse one.</summary>
/// <remarks>Names, units and definitions are in <see cref="Metric"/>.</remarks>
public enum Measure
{
    /// <summary>See <see cref="Metric.Latency"/>.</summary>
    Latency = 1,

    /// <summary>See <see cref="Metric.ResponseTime"/>.</summary>
    ResponseTime = 2,

    /// <summary>See <see cref="Metric.Ttft"/>.</summary>
    Ttft = 3,

    /// <summary>See <see cref="Metric.Ttfat"/>.</summary>
    Ttfat = 4,

    /// <summary>See <see cref="Metric.InterChunkLatency"/>.</summary>
    InterChunkLatency = 5,

    /// <summary>See <see cref="Metric.Tpot"/>.</summary>
    Tpot = 6,

    /// <summary>See <see cref="Metric.Headers"/>.</summary>
    Headers = 7,

    /// <summary>See <see cref="Metric.Dns"/>.</summary>
    Dns = 8,

    /// <summary>See <see cref="Metric.Connect"/>.</summary>
    Connect = 9,

    /// <summary>See <see cref="Metric.Tls"/>.</summary>
    Tls = 10,

    /// <summary>See <see cref="Metric.PacingError"/>.</summary>
    PacingError = 11,

    /// <summary>See <see cref="Metric.ThreadPoolDelay"/>.</summary>
    ThreadPoolDelay = 12,

    /// <summary>See <see cref="Metric.SendDelay"/>.</summary>
    SendDelay = 13,

    /// <summary>See <see cref="Metric.Stall"/>.</summary>
    Stall = 20,

    /// <summary>See <see cref="Metric.GapJitter"/>.</summary>
    GapJitter = 21,
}

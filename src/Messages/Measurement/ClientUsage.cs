namespace AkkaApiBench.Messages.Measurement;

/// <summary>What the measuring process used while it measured; tells whether the client was the bottleneck.</summary>
/// <param name="Observed">How long the process was watched, times its number of cores.</param>
/// <param name="Cpu">CPU time that the process used in that time.</param>
/// <param name="GcPause">Time that garbage collections stopped the process.</param>
public sealed record ClientUsage(TimeSpan Observed, TimeSpan Cpu, TimeSpan GcPause)
{
    /// <summary>
    /// How long the journal took for windows, beyond a second each: its database was away or slow, and the load was held. Summed
    /// over slices.
    /// </summary>
    public TimeSpan Held { get; init; }

    /// <summary>Nothing observed.</summary>
    public static readonly ClientUsage None = new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>The share of the machine's cores in use, 0 to 1.</summary>
    public double CpuUtilization => Observed <= TimeSpan.Zero ? 0 : Math.Clamp(Cpu / Observed, 0, 1);

    /// <summary>Both together.</summary>
    public ClientUsage Merge(ClientUsage other) => new(Observed + other.Observed, Cpu + other.Cpu, GcPause + other.GcPause) { Held = Held + other.Held };
}

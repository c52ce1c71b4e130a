using System.Diagnostics;

namespace AkkaApiBench.Simulator.Timing;

/// <summary><see cref="Stopwatch"/> ticks of durations.</summary>
internal static class Ticks
{
    private static readonly double PerTimeSpanTick = (double)Stopwatch.Frequency / TimeSpan.TicksPerSecond;

    public static long Of(TimeSpan duration) => (long)(duration.Ticks * PerTimeSpanTick);
}

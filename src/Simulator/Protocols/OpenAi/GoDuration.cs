using System.Globalization;

namespace AkkaApiBench.Simulator.Protocols.OpenAi;

/// <summary>Durations as OpenAI's headers write them, which is as Go does: <c>0s</c>, <c>8ms</c>, <c>1.5s</c>, <c>6m0s</c>, <c>1h0m0s</c>.</summary>
internal static class GoDuration
{
    /// <summary>Writes a duration, rounded up to the millisecond.</summary>
    public static string Format(TimeSpan duration)
    {
        var rounded = TimeSpan.FromMilliseconds(Math.Ceiling(duration.TotalMilliseconds));
        var seconds = rounded.Seconds + rounded.Milliseconds / 1000m;
        return rounded switch
        {
            { Ticks: <= 0 } => "0s",
            { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{rounded.Milliseconds}ms"),
            { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.###}s"),
            { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{rounded.Minutes}m{seconds:0.###}s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(long)rounded.TotalHours}h{rounded.Minutes}m{seconds:0.###}s"),
        };
    }
}

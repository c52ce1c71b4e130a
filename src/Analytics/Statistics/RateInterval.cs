namespace AkkaApiBench.Analytics.Statistics;

/// <summary>
/// The interval for a rate, from the events counted in a time: Byar's approximation of the exact Poisson limits
/// (N. E. Breslow, N. E. Day, "Statistical Methods in Cancer Research II", IARC 1987, equation 2.10), for events that
/// vary more or less than Poisson with the count scaled by their dispersion.
/// </summary>
public static class RateInterval
{
    /// <summary>The 95 % interval of events a second; null when no time was measured.</summary>
    /// <param name="events">How many were counted.</param>
    /// <param name="time">In what time.</param>
    /// <param name="dispersion">The variance of the count divided by its mean, above 0: 1 for Poisson.</param>
    public static Interval? Of(long events, TimeSpan time, double dispersion = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dispersion);
        if (time <= TimeSpan.Zero)
            return null;

        var count = events / dispersion;
        var lower = count <= 0 ? 0 : count * Math.Pow(Math.Max(0, 1 - 1 / (9 * count) - Interval.Z95 / (3 * Math.Sqrt(count))), 3);
        var upper = (count + 1) * Math.Pow(1 - 1 / (9 * (count + 1)) + Interval.Z95 / (3 * Math.Sqrt(count + 1)), 3);
        return new Interval(lower, upper).Scale(dispersion / time.TotalSeconds);
    }

    /// <summary>
    /// The dispersion of what a closed loop completes: the squared coefficient of variation of its service times
    /// (renewal theory: D. R. Cox, "Renewal Theory", 1962, section 3.3).
    /// </summary>
    /// <param name="mean">The mean service time.</param>
    /// <param name="standardDeviation">Its standard deviation, in the same unit.</param>
    /// <param name="events">How many were counted. Few do not tell their variation, so Poisson is assumed; the count itself is never surer than ± 1.</param>
    public static double DispersionOfClosedLoop(double mean, double standardDeviation, long events)
    {
        const long few = 10;
        return events < few || mean <= 0 ? 1 : Math.Max(Math.Pow(standardDeviation / mean, 2), 1d / events);
    }
}

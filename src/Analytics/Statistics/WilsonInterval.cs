namespace AkkaApiBench.Analytics.Statistics;

/// <summary>
/// The score interval for a share (E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
/// JASA 22, 1927). Unlike p ± z·SE it stays within 0 to 1 and keeps its coverage near both ends and for few trials.
/// </summary>
public static class WilsonInterval
{
    /// <summary>The 95 % interval of a share; null without trials.</summary>
    /// <param name="successes">0 to <paramref name="trials"/>.</param>
    /// <param name="trials">0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or there are more successes than trials.</exception>
    public static Interval? Of(long successes, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        if (trials == 0)
            return null;

        const double z2 = Interval.Z95 * Interval.Z95;
        var n = (double)trials;
        var share = successes / n;
        var centre = (share + z2 / (2 * n)) / (1 + z2 / n);
        var half = Interval.Z95 / (1 + z2 / n) * Math.Sqrt(share * (1 - share) / n + z2 / (4 * n * n));

        // At both ends the bound is exactly 0 or 1, which floating point misses by a hair.
        return new Interval(
            successes == 0 ? 0 : Math.Max(0, centre - half),
            successes == trials ? 1 : Math.Min(1, centre + half));
    }
}

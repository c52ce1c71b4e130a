namespace AkkaApiBench.Messages.Plans;

/// <summary>
/// The arrivals of a Poisson process: exponential times between them, by inversion. Random numbers are a function of the seed
/// and the arrival's number alone, so every worker sees the same process, at any time.
/// </summary>
internal static class PoissonArrivals
{
    /// <summary>The arrivals of one share from <paramref name="begin"/> on, before <paramref name="duration"/> is over.</summary>
    public static IEnumerable<TimeSpan> Of(double rate, TimeSpan begin, TimeSpan duration, long seed, int part, int parts)
    {
        var (gaps, owners) = (RandomNumbers.Of(seed), RandomNumbers.Of(~seed));
        var seconds = 0.0;
        for (var arrival = 0L; ; arrival++)
        {
            seconds -= Math.Log(1 - gaps.Unit(arrival)) / rate;
            var time = TimeSpan.FromSeconds(seconds) - begin;
            if (time >= duration)
                yield break;
            if (time >= TimeSpan.Zero && owners.Below(parts, arrival) == part)
                yield return time;
        }
    }
}

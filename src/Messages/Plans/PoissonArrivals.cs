namespace AkkaApiBench.Messages.Plans;

/// <summary>
/// The arrivals of a Poisson process: exponential times between them, by inversion. Random numbers are a function of the seed
/// and the arrival's number alone (SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014),
/// so every worker sees the same process, at any time.
/// </summary>
internal static class PoissonArrivals
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private const double ToUnit = 1.0 / (1UL << 53);

    /// <summary>The arrivals of one share before <paramref name="duration"/> is over.</summary>
    public static IEnumerable<TimeSpan> Of(double rate, TimeSpan duration, long seed, int part, int parts)
    {
        var (gaps, owners) = (Mix((ulong)seed), Mix(~(ulong)seed));
        var seconds = 0.0;
        for (ulong arrival = 0; ; arrival++)
        {
            seconds -= Math.Log(1 - Uniform(gaps, arrival)) / rate;
            if (seconds >= duration.TotalSeconds)
                yield break;
            if ((int)(Uniform(owners, arrival) * parts) == part)
                yield return TimeSpan.FromSeconds(seconds);
        }
    }

    /// <summary>The n-th number of a stream, from 0 to less than 1.</summary>
    private static double Uniform(ulong stream, ulong number) => (Mix(stream + (number * Golden)) >> 11) * ToUnit;

    private static ulong Mix(ulong state)
    {
        state += Golden;
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
        return state ^ (state >> 31);
    }
}

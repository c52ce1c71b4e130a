namespace AkkaApiBench.Node.Worker.Probes.RateLimits;

/// <summary>
/// The rates at which a bucket could have answered as it did. A bucket is full at most, and what flows in then is lost: so that
/// what was let in tells the rate only if the size is thought of, too. Of a rate, the smallest bucket that could have let in all
/// that was let in is the one that refuses most; the rate is possible when that one would have refused all that was refused.
/// </summary>
internal static class BucketRates
{
    private const double Step = 1.005;
    private const double LowestPerMinute = 0.1;

    /// <summary>By how much the times between arrivals may differ from those between sendings.</summary>
    private static readonly TimeSpan Jitter = TimeSpan.FromMilliseconds(5);

    /// <summary>The lowest and the highest possible rate, in requests a minute; null when none is possible.</summary>
    /// <param name="attempts">What was let in and refused, in order.</param>
    /// <param name="least">Lower ones are not looked at.</param>
    public static (double Low, double High)? Of(IReadOnlyList<Attempted> attempts, double least)
    {
        var bottom = Math.Max(LowestPerMinute, least);
        var top = TopOf(attempts);
        for (var low = bottom; low <= top * Step; low *= Step)
        {
            if (!IsPossible(attempts, low))
                continue;
            var high = top;
            while (high > low && !IsPossible(attempts, high))
                high /= Step;
            return (low == bottom ? low : low / Step, Math.Min(top, Math.Max(low, high) * Step));
        }

        return null;
    }

    /// <summary>After an attempt there is something left or nothing, and at a refusal not enough for one: that much did not flow in.</summary>
    private static double TopOf(IReadOnlyList<Attempted> attempts)
    {
        var longest = TimeSpan.FromMilliseconds(1);
        for (var i = 1; i < attempts.Count; i++)
        {
            if (!attempts[i].IsAccepted && attempts[i].At - attempts[i - 1].At is var gap && gap > longest)
                longest = gap;
        }

        return TimeSpan.FromMinutes(1) / (longest > 2 * Jitter ? longest - Jitter : longest / 2);
    }

    private static bool IsPossible(IReadOnlyList<Attempted> attempts, double perMinute)
    {
        var (size, level) = LeastFor(attempts, perMinute);
        var allowed = Jitter.TotalMinutes * perMinute;
        for (var i = 0; i < attempts.Count; i++)
        {
            var inflow = i == 0 ? 0 : (attempts[i].At - attempts[i - 1].At).TotalMinutes * perMinute;
            if (!attempts[i].IsAccepted && Math.Min(size, level + inflow - allowed) >= 1)
                return false;
            level = Math.Min(size, level + inflow) - (attempts[i].IsAccepted ? 1 : 0);
        }

        return true;
    }

    /// <summary>The smallest bucket, and the least in it at the first attempt, that let in what was let in.</summary>
    private static (double Size, double Level) LeastFor(IReadOnlyList<Attempted> attempts, double perMinute)
    {
        var (size, level, needed, accepted) = (1.0, 0.0, 0.0, 0);
        TimeSpan? last = null;
        foreach (var attempt in attempts)
        {
            if (!attempt.IsAccepted)
                continue;
            accepted++;
            needed = last is { } before ? Math.Max(0, needed - ((attempt.At - before).TotalMinutes * perMinute)) + 1 : 1;
            size = Math.Max(size, needed);
            level = Math.Max(level, accepted - ((attempt.At - attempts[0].At).TotalMinutes * perMinute));
            last = attempt.At;
        }

        return (size, level);
    }
}

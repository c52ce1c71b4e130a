namespace AkkaApiBench.Simulator.Limits;

/// <summary>A bucket that holds the worth of a time and fills evenly. Not safe for several threads.</summary>
/// <param name="perMinute">What flows in within a minute.</param>
/// <param name="burst">The time whose worth it holds; at least one fits in.</param>
/// <param name="now">A moment of a monotonic time.</param>
internal sealed class TokenBucket(long perMinute, TimeSpan burst, TimeSpan now)
{
    private readonly double _capacity = Math.Max(1, perMinute * burst.TotalMinutes);
    private double _level = Math.Max(1, perMinute * burst.TotalMinutes);
    private TimeSpan _filledAt = now;

    /// <summary>What is left at a moment.</summary>
    public BucketState StateAt(TimeSpan now)
    {
        Fill(now);
        return new BucketState(perMinute, (long)_level, TimeUntil(_capacity));
    }

    /// <summary>How long until <paramref name="amount"/> can be taken; zero when it can be now. More than a bucketful counts as one.</summary>
    public TimeSpan WaitFor(double amount, TimeSpan now)
    {
        Fill(now);
        return TimeUntil(Math.Min(amount, _capacity));
    }

    /// <summary>Takes <paramref name="amount"/>, or a bucketful, after <see cref="WaitFor"/> said that it can be.</summary>
    public void Take(double amount) => _level = Math.Max(0, _level - Math.Min(amount, _capacity));

    private void Fill(TimeSpan now)
    {
        if (now <= _filledAt)
            return;
        _level = Math.Min(_capacity, _level + (now - _filledAt).TotalMinutes * perMinute);
        _filledAt = now;
    }

    // Rounded up to the tick, so that whoever waits that long is let in.
    private TimeSpan TimeUntil(double level) =>
        level <= _level ? TimeSpan.Zero : TimeSpan.FromTicks((long)Math.Ceiling((level - _level) / perMinute * TimeSpan.TicksPerMinute) + 1);
}

/// <summary>A limit as the headers tell it.</summary>
/// <param name="Limit">How much a minute.</param>
/// <param name="Remaining">How much is left now.</param>
/// <param name="Reset">How long until all of it is there again.</param>
internal readonly record struct BucketState(long Limit, long Remaining, TimeSpan Reset);

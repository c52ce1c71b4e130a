namespace AkkaApiBench.Messages.Measurement;

/// <summary>One non-empty bucket of a <see cref="Distribution"/>.</summary>
/// <param name="Index">Position in the HdrHistogram layout.</param>
/// <param name="Count">How many values fell into it; above 0.</param>
public readonly record struct Bucket(int Index, long Count)
{
    /// <summary>The smallest value of the bucket, in the unit recorded.</summary>
    public long Lowest => HistogramBuckets.LowestOf(Index);

    /// <summary>The largest value of the bucket, in the unit recorded.</summary>
    public long Highest => HistogramBuckets.HighestOf(Index);
}

/// <summary>
/// The distribution of non-negative whole values, by custom microseconds: an immutable, mergeable, sparse HdrHistogram
/// (1 to 3.6·10⁹, 3 significant digits) with exact count, minimum, maximum and sums.
/// </summary>
public sealed class Distribution
{
    /// <summary>No values.</summary>
    public static readonly Distribution Empty = new([], 0, 0, 0, 0);

    private readonly Bucket[] _buckets;

    internal Distribution(Bucket[] buckets, long min, long max, long sum, double sumOfSquares)
    {
        _buckets = buckets;
        Min = min;
        Max = max;
        Sum = sum;
        SumOfSquares = sumOfSquares;
        foreach (var bucket in buckets)
            Count += bucket.Count;
    }

    /// <summary>The non-empty buckets by rising value.</summary>
    public ReadOnlySpan<Bucket> Buckets => _buckets;

    /// <summary>How many values there are.</summary>
    public long Count { get; }

    /// <summary>The smallest value, exact; 0 when empty.</summary>
    public long Min { get; }

    /// <summary>The largest value, exact; 0 when empty.</summary>
    public long Max { get; }

    /// <summary>The sum of the values, exact.</summary>
    public long Sum { get; }

    /// <summary>The sum of the squared values.</summary>
    public double SumOfSquares { get; }

    /// <summary>The arithmetic mean; 0 when empty.</summary>
    public double Mean => Count == 0 ? 0 : (double)Sum / Count;

    /// <summary>The sample standard deviation (n − 1); 0 for fewer than two values.</summary>
    public double StandardDeviation =>
        Count < 2 ? 0 : Math.Sqrt(Math.Max(0, (SumOfSquares - (double)Sum / Count * Sum) / (Count - 1)));

    /// <summary>Makes the distribution of <paramref name="values"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is negative.</exception>
    public static Distribution Of(IEnumerable<long> values)
    {
        var recorder = new DistributionRecorder();
        foreach (var value in values)
            recorder.Record(value);
        return recorder.Take();
    }

    /// <summary>
    /// The smallest recorded value (to 3 digits) that at least <paramref name="percent"/> % of the values do not exceed: nearest rank.
    /// </summary>
    /// <param name="percent">0 to 100.</param>
    /// <returns>The upper end of the bucket, never above <see cref="Max"/>; 0 when empty.</returns>
    public long Percentile(double percent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);

        var rank = Math.Clamp((long)Math.Ceiling(percent / 100 * Count - 1e-9), 1, Math.Max(1, Count));
        long seen = 0;
        foreach (var bucket in _buckets)
        {
            seen += bucket.Count;
            if (seen >= rank)
                return Math.Clamp(bucket.Highest, Min, Max);
        }

        return 0;
    }

    /// <summary>The distribution of both sets of values together.</summary>
    public Distribution Merge(Distribution other)
    {
        if (Count == 0)
            return other;
        if (other.Count == 0)
            return this;

        var merged = new List<Bucket>(_buckets.Length + other._buckets.Length);
        int left = 0, right = 0;
        while (left < _buckets.Length || right < other._buckets.Length)
        {
            var order = left == _buckets.Length ? 1
                : right == other._buckets.Length ? -1
                : _buckets[left].Index.CompareTo(other._buckets[right].Index);
            merged.Add(order switch
            {
                < 0 => _buckets[left++],
                > 0 => other._buckets[right++],
                _ => new Bucket(_buckets[left].Index, _buckets[left++].Count + other._buckets[right++].Count),
            });
        }

        return new Distribution(
            [.. merged], Math.Min(Min, other.Min), Math.Max(Max, other.Max), Sum + other.Sum, SumOfSquares + other.SumOfSquares);
    }
}

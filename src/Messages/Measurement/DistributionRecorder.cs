namespace AkkaApiBench.Messages.Measurement;

/// <summary>Collects values for a <see cref="Distribution"/> without allocating. Not safe for several threads.</summary>
public sealed class DistributionRecorder
{
    private readonly int[] _counts = new int[HistogramBuckets.Count];
    private readonly List<int> _touched = [];
    private long _min = long.MaxValue;
    private long _max;
    private long _sum;
    private double _sumOfSquares;

    /// <summary>True when nothing was recorded since the last <see cref="Take"/>.</summary>
    public bool IsEmpty => _touched.Count == 0;

    /// <summary>How many buckets are not empty.</summary>
    public int Buckets => _touched.Count;

    /// <summary>Adds a value. Values above one hour (3.6·10⁹) count as one hour.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public void Record(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        value = Math.Min(value, HistogramBuckets.MaxValue);
        var index = HistogramBuckets.IndexOf(value);
        if (_counts[index]++ == 0)
            _touched.Add(index);
        _min = Math.Min(_min, value);
        _max = Math.Max(_max, value);
        _sum += value;
        _sumOfSquares += (double)value * value;
    }

    /// <summary>Gives what was recorded and starts anew.</summary>
    public Distribution Take()
    {
        if (IsEmpty)
            return Distribution.Empty;

        _touched.Sort();
        var buckets = new Bucket[_touched.Count];
        for (var i = 0; i < buckets.Length; i++)
        {
            buckets[i] = new Bucket(_touched[i], _counts[_touched[i]]);
            _counts[_touched[i]] = 0;
        }

        var taken = new Distribution(buckets, _min, _max, _sum, _sumOfSquares);
        _touched.Clear();
        (_min, _max, _sum, _sumOfSquares) = (long.MaxValue, 0, 0, 0);
        return taken;
    }
}

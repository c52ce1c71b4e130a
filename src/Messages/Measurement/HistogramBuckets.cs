using System.Numerics;

namespace AkkaApiBench.Messages.Measurement;

/// <summary>
/// The buckets of an HdrHistogram with 3 significant digits over 1 µs to 1 h
/// (G. Tene, HdrHistogram: 2,048 sub-buckets, each further bucket twice as wide).
/// </summary>
internal static class HistogramBuckets
{
    /// <summary>The largest value told apart: one hour in microseconds.</summary>
    public const long MaxValue = 3_600_000_000;

    private const int SubBucketBits = 11;
    private const int HalfBits = SubBucketBits - 1;
    private const int HalfCount = 1 << HalfBits;
    private const long SubBucketMask = (1L << SubBucketBits) - 1;

    /// <summary>How many buckets there are.</summary>
    public static readonly int Count = IndexOf(MaxValue) + 1;

    /// <summary>The bucket that holds a value from 0 to <see cref="MaxValue"/>.</summary>
    public static int IndexOf(long value)
    {
        var bucket = 64 - BitOperations.LeadingZeroCount((ulong)(value | SubBucketMask)) - SubBucketBits;
        var subBucket = (int)(value >> bucket);
        return ((bucket + 1) << HalfBits) + (subBucket - HalfCount);
    }

    /// <summary>The smallest value of a bucket.</summary>
    public static long LowestOf(int index) => Low(index).Value;

    /// <summary>The largest value of a bucket.</summary>
    public static long HighestOf(int index)
    {
        var (value, width) = Low(index);
        return value + width - 1;
    }

    private static (long Value, long Width) Low(int index)
    {
        var bucket = (index >> HalfBits) - 1;
        var subBucket = (index & (HalfCount - 1)) + HalfCount;
        if (bucket < 0)
        {
            subBucket -= HalfCount;
            bucket = 0;
        }

        return ((long)subBucket << bucket, 1L << bucket);
    }
}

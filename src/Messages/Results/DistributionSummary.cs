using System.Globalization;
using System.Text.Json.Serialization;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Messages.Results;

/// <summary>The figures of a distribution of times, in milliseconds.</summary>
public sealed record DistributionSummary
{
    /// <summary>How many values there are.</summary>
    public required long Count { get; init; }

    /// <summary>The smallest value.</summary>
    public required double Min { get; init; }

    /// <summary>The arithmetic mean.</summary>
    public required double Mean { get; init; }

    /// <summary>The sample standard deviation.</summary>
    public required double Stddev { get; init; }

    /// <summary>The median.</summary>
    public required double P50 { get; init; }

    /// <summary>The 75th percentile.</summary>
    public required double P75 { get; init; }

    /// <summary>The 90th percentile.</summary>
    public required double P90 { get; init; }

    /// <summary>The 95th percentile.</summary>
    public required double P95 { get; init; }

    /// <summary>The 99th percentile.</summary>
    public required double P99 { get; init; }

    /// <summary>The 99.9th percentile.</summary>
    [JsonPropertyName("p99_9")]
    public required double P999 { get; init; }

    /// <summary>The largest value.</summary>
    public required double Max { get; init; }

    /// <summary>The histogram, in microseconds; null where nothing is compared by it.</summary>
    [JsonConverter(typeof(HistogramJson))]
    public IReadOnlyList<HistogramBucket>? Buckets { get; init; }

    /// <summary>The figures of a distribution of microseconds; null when it is empty.</summary>
    public static DistributionSummary? Of(Distribution distribution) => distribution.Count == 0 ? null : new DistributionSummary
    {
        Count = distribution.Count,
        Min = distribution.Min / PerMillisecond,
        Mean = distribution.Mean / PerMillisecond,
        Stddev = distribution.StandardDeviation / PerMillisecond,
        P50 = distribution.Percentile(50) / PerMillisecond,
        P75 = distribution.Percentile(75) / PerMillisecond,
        P90 = distribution.Percentile(90) / PerMillisecond,
        P95 = distribution.Percentile(95) / PerMillisecond,
        P99 = distribution.Percentile(99) / PerMillisecond,
        P999 = distribution.Percentile(99.9) / PerMillisecond,
        Max = distribution.Max / PerMillisecond,
    };

    /// <summary>The figures of a distribution of microseconds with its histogram; null when it is empty.</summary>
    public static DistributionSummary? WithBuckets(Distribution distribution) => Of(distribution) is { } figures
        ? figures with { Buckets = [.. distribution.Buckets.ToArray().Select(bucket => new HistogramBucket(bucket.Lowest, bucket.Count))] }
        : null;

    /// <summary>The distribution that this was made from, in microseconds; sums to the precision of the figures.</summary>
    /// <exception cref="FormatException">There is no histogram, or it is not one of these figures; the message begins with the field.</exception>
    public Distribution ToDistribution()
    {
        if (Buckets is not { } stored)
            throw new FormatException("buckets: nothing is not allowed; allowed: [[lowest_us, count], ...], which results of earlier versions do not have");

        var buckets = new Bucket[stored.Count];
        for (var i = 0; i < buckets.Length; i++)
        {
            var (lowest, count) = stored[i];
            var isBucket = lowest is >= 0 and <= HistogramBuckets.MaxValue && HistogramBuckets.LowestOf(HistogramBuckets.IndexOf(lowest)) == lowest;
            if (!isBucket || count is < 1 or > MaxCount || (i > 0 && lowest <= stored[i - 1].LowestUs))
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                    $"buckets[{i}]: [{lowest},{count}] is not allowed; allowed: the lowest value of a bucket above the one before, and a count from 1 to {MaxCount}"));
            }

            buckets[i] = new Bucket(HistogramBuckets.IndexOf(lowest), count);
        }

        var total = stored.Sum(bucket => bucket.Count);
        if (total != Count || total == 0)
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"buckets: {total} values is not allowed; allowed: as many as count, {Count}, and at least 1"));

        var (min, max) = (Microseconds(Min), Microseconds(Max));
        CheckBound("min", Min, min, buckets[0]);
        CheckBound("max", Max, max, buckets[^1]);
        var sum = Mean * PerMillisecond * Count;
        return new Distribution(
            buckets, min, max, (long)Math.Round(sum), sum * sum / Count + (Count - 1) * Math.Pow(Stddev * PerMillisecond, 2));
    }

    private static long Microseconds(double milliseconds) => (long)Math.Clamp(Math.Round(milliseconds * PerMillisecond), -1, long.MaxValue);

    private static void CheckBound(string field, double given, long value, Bucket bucket)
    {
        if (value < bucket.Lowest || value > bucket.Highest)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                $"{field}: {given} is not allowed; allowed: within the bucket at that end, {bucket.Lowest / PerMillisecond} to {bucket.Highest / PerMillisecond}"));
        }
    }

    /// <summary>A figure by its name in conditions, such as <c>p95</c>; null when there is none of that name.</summary>
    public double? Figure(string statistic) => statistic switch
    {
        "min" => Min,
        "mean" => Mean,
        "stddev" => Stddev,
        "p50" => P50,
        "p75" => P75,
        "p90" => P90,
        "p95" => P95,
        "p99" => P99,
        "p99_9" => P999,
        "max" => Max,
        _ => null,
    };

    private const double PerMillisecond = 1000;

    // More than a run can send, and so little that a sum of all buckets is a whole number still.
    private const long MaxCount = 1_000_000_000_000;
}

using AkkaApiBench.Messages.Measurement;
using CsCheck;
using HdrHistogram;

namespace AkkaApiBench.Messages.Tests.Measurement;

public class DistributionTests
{
    private const long Hour = 3_600_000_000;
    private static readonly double[] Percents = [0, 1, 25, 50, 75, 90, 95, 99, 99.9, 100];

    /// <summary>Values over all magnitudes, so that each width of bucket has its share.</summary>
    private static readonly Gen<long> Value = Gen.Select(Gen.Int[0, 31], Gen.Double[0.5, 1], (power, share) => Math.Min(Hour, (long)(share * Math.Pow(2, power))));

    private static readonly Gen<long[]> Values = Value.Array[0, 400];

    [Fact]
    public void A_negative_value_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Distribution.Of([5, -1]));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(100.1)]
    [InlineData(double.NaN)]
    public void A_percentile_outside_0_to_100_is_refused(double percent) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Distribution.Of([1]).Percentile(percent));

    [Fact]
    public void Nothing_recorded_gives_zeroes()
    {
        Distribution.Empty.Count.ShouldBe(0);
        Distribution.Empty.Mean.ShouldBe(0);
        Distribution.Empty.StandardDeviation.ShouldBe(0);
        Percents.Select(Distribution.Empty.Percentile).ShouldAllBe(value => value == 0);
        Distribution.Of([]).ShouldBeSameAs(Distribution.Empty);
    }

    [Fact]
    public void One_value_has_no_deviation()
    {
        var one = Distribution.Of([123_456_789]);

        one.StandardDeviation.ShouldBe(0);
        Percents.Select(one.Percentile).ShouldAllBe(value => value == 123_456_789);
    }

    [Fact]
    public void More_than_an_hour_counts_as_an_hour()
    {
        var values = Distribution.Of([Hour, Hour + 1, long.MaxValue]);

        values.Max.ShouldBe(Hour);
        values.Sum.ShouldBe(3 * Hour);
        values.Percentile(50).ShouldBe(Hour);
    }

    [Fact]
    public void Percentiles_are_nearest_rank()
    {
        var values = Distribution.Of(Enumerable.Range(1, 1000).Select(value => (long)value));

        values.Percentile(50).ShouldBe(500);
        values.Percentile(50.01).ShouldBe(501);
        values.Percentile(99.9).ShouldBe(999);
        values.Percentile(99.91).ShouldBe(1000);
        values.Percentile(0).ShouldBe(1);
    }

    [Fact]
    public void Percentiles_are_within_a_thousandth_of_the_exact_ones() => Values.Where(values => values.Length > 0).Sample(values =>
    {
        var distribution = Distribution.Of(values);
        var sorted = values.Order().ToArray();
        foreach (var percent in Percents)
        {
            var exact = sorted[Math.Max(0, (int)Math.Ceiling(percent / 100 * sorted.Length - 1e-9) - 1)];
            var told = distribution.Percentile(percent);
            told.ShouldBeInRange(exact, exact + exact / 1000, $"p{percent}");
        }
    });

    [Fact]
    public void Count_sums_and_ends_are_exact() => Values.Where(values => values.Length > 1).Sample(values =>
    {
        var distribution = Distribution.Of(values);
        distribution.Count.ShouldBe(values.Length);
        distribution.Sum.ShouldBe(values.Sum());
        distribution.Min.ShouldBe(values.Min());
        distribution.Max.ShouldBe(values.Max());
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Sum(value => Math.Pow(value - mean, 2)) / (values.Length - 1));
        distribution.Mean.ShouldBe(mean, 1e-9 * mean);
        distribution.StandardDeviation.ShouldBe(deviation, 1e-6 * (deviation + mean));
    });

    [Fact]
    public void HdrHistogram_has_the_same_buckets_and_percentiles() => Values.Where(values => values.Length > 0).Sample(values =>
    {
        var distribution = Distribution.Of(values);
        var oracle = new LongHistogram(1, Hour, 3);
        foreach (var value in values)
            oracle.RecordValue(value);

        var theirs = oracle.RecordedValues().Select(step => (oracle.LowestEquivalentValue(step.ValueIteratedTo), oracle.HighestEquivalentValue(step.ValueIteratedTo), step.CountAtValueIteratedTo));
        distribution.Buckets.ToArray().Select(bucket => (bucket.Lowest, bucket.Highest, bucket.Count)).ShouldBe(theirs);

        // HdrHistogram rounds ranks where we take the nearest rank above, so only percentiles that are whole ranks can agree.
        for (var rank = 1; rank <= values.Length; rank++)
        {
            var percent = 100d * rank / values.Length;
            distribution.Percentile(percent).ShouldBe(Math.Min(distribution.Max, oracle.HighestEquivalentValue(oracle.GetValueAtPercentile(percent))), $"p{percent}");
        }
    });

    [Fact]
    public void Merging_gives_what_recording_all_gives() => Gen.Select(Values, Values).Sample((left, right) =>
        ShouldBeSame(Distribution.Of(left).Merge(Distribution.Of(right)), Distribution.Of([.. left, .. right])));

    [Fact]
    public void Merging_does_not_depend_on_the_order() => Gen.Select(Values, Values, Values).Sample((a, b, c) =>
    {
        var (left, middle, right) = (Distribution.Of(a), Distribution.Of(b), Distribution.Of(c));
        ShouldBeSame(left.Merge(middle), middle.Merge(left));
        ShouldBeSame(left.Merge(middle).Merge(right), left.Merge(middle.Merge(right)));
        ShouldBeSame(left.Merge(Distribution.Empty), left);
        ShouldBeSame(Distribution.Empty.Merge(left), left);
    });

    [Fact]
    public void Windows_of_ten_workers_merge_to_the_percentiles_of_all_values_in_any_order() =>
        Gen.Select(Values.Array[10], Gen.Shuffle(Enumerable.Range(0, 10).ToArray())).Where((workers, _) => workers.Any(values => values.Length > 0)).Sample((workers, order) =>
        {
            var inTurn = workers.Select(Distribution.Of).Aggregate((left, right) => left.Merge(right));
            var inAnyOrder = order.Select(worker => Distribution.Of(workers[worker])).Aggregate((left, right) => left.Merge(right));
            var sorted = workers.SelectMany(values => values).Order().ToArray();

            ShouldBeSame(inAnyOrder, inTurn);
            foreach (var percent in Percents)
            {
                var exact = sorted[Math.Max(0, (int)Math.Ceiling(percent / 100 * sorted.Length - 1e-9) - 1)];
                inAnyOrder.Percentile(percent).ShouldBeInRange(exact, exact + exact / 1000, $"p{percent}");
            }
        });

    [Fact]
    public void Merging_leaves_both_as_they_were()
    {
        var (left, right) = (Distribution.Of([1, 5000]), Distribution.Of([5000, 7]));

        left.Merge(right).Count.ShouldBe(4);

        ShouldBeSame(left, Distribution.Of([1, 5000]));
        ShouldBeSame(right, Distribution.Of([5000, 7]));
    }

    [Fact]
    public void A_recorder_starts_anew_after_its_values_are_taken() => Gen.Select(Values, Values).Sample((first, second) =>
    {
        var recorder = new DistributionRecorder();
        foreach (var value in first)
            recorder.Record(value);
        ShouldBeSame(recorder.Take(), Distribution.Of(first));
        recorder.IsEmpty.ShouldBeTrue();

        foreach (var value in second)
            recorder.Record(value);
        ShouldBeSame(recorder.Take(), Distribution.Of(second));
    });

    [Fact]
    public void A_refused_value_leaves_the_recorder_as_it_was()
    {
        var recorder = new DistributionRecorder();
        recorder.Record(3);

        Should.Throw<ArgumentOutOfRangeException>(() => recorder.Record(-3));

        ShouldBeSame(recorder.Take(), Distribution.Of([3]));
    }

    private static void ShouldBeSame(Distribution actual, Distribution expected)
    {
        actual.Buckets.ToArray().ShouldBe(expected.Buckets.ToArray());
        (actual.Count, actual.Min, actual.Max, actual.Sum).ShouldBe((expected.Count, expected.Min, expected.Max, expected.Sum));
        actual.SumOfSquares.ShouldBe(expected.SumOfSquares, 1e-9 * expected.SumOfSquares);
    }
}

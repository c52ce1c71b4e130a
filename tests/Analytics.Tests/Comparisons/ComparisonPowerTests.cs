using AkkaApiBench.Analytics.Statistics;
using AkkaApiBench.Messages.Results;
using static AkkaApiBench.Analytics.Tests.Comparisons.Drawn;

namespace AkkaApiBench.Analytics.Tests.Comparisons;

/// <summary>Whether comparisons keep their word over many seeded repetitions. More of it is in benchmarks/Comparisons.</summary>
public class ComparisonPowerTests
{
    private const int Repetitions = 200;

    [Theory]
    [InlineData(5)]
    [InlineData(30)]
    [InlineData(400)]
    public void Where_there_is_no_difference_at_most_1_in_20_metrics_shows_one(int count)
    {
        var random = new Random(count);

        var found = Enumerable.Range(0, Repetitions)
            .Count(_ => OnLatency(Sample("a", Latencies(random, count)), Sample("b", Latencies(random, count))).Any(IsShown));

        found.ShouldBeLessThanOrEqualTo(Repetitions / 20);
    }

    [Fact]
    public void Among_five_targets_that_are_the_same_at_most_1_in_20_metrics_shows_a_difference()
    {
        var random = new Random(3);

        var found = Enumerable.Range(0, Repetitions).Count(_ => Analytics.Comparisons.ComparisonFamily
            .Compare("latency", Analytics.Comparisons.Pair.AllOf([.. "abcde".Select(name => Sample($"{name}", Latencies(random, 100)))]))
            .Any(IsShown));

        found.ShouldBeLessThanOrEqualTo(Repetitions / 20);
    }

    [Fact]
    public void A_median_10_percent_higher_is_found_9_times_in_10_with_400_requests()
    {
        var random = new Random(2);

        var found = Enumerable.Range(0, Repetitions)
            .Select(_ => OnLatency(Sample("a", Latencies(random, 400, slowdown: 1.1)), Sample("b", Latencies(random, 400))))
            .ToList();

        found.Count(pairs => pairs[0].Verdict is Verdict.Slower).ShouldBeGreaterThanOrEqualTo(Repetitions * 9 / 10);
        found.ShouldAllBe(pairs => pairs.All(pair => pair.Verdict != Verdict.Faster));
    }

    /// <summary>With 500 repetitions a coverage of 95 % is seen as 92.5 % or more in all but 1 % of seeds; the seeds are fixed.</summary>
    [Theory]
    [InlineData(5, 0)]
    [InlineData(20, 0)]
    [InlineData(100, 0)]
    [InlineData(100, 1)]
    [InlineData(400, 0)]
    [InlineData(400, 1)]
    public void The_interval_covers_the_true_difference(int count, int figure)
    {
        var random = new Random(count);
        var truth = 0.1 * (figure == 0 ? MedianMs : P95Ms);

        var covered = Enumerable.Range(0, 500).Count(_ =>
            OnLatency(Sample("a", Latencies(random, count, slowdown: 1.1)), Sample("b", Latencies(random, count)))[figure].Ci95 is [var lower, var upper]
            && new Interval(lower, upper).Contains(truth));

        (covered / 500d).ShouldBeInRange(0.925, 0.99);
    }

    /// <summary>Up to 2,047 µs buckets are 1 µs wide, so that nothing is rounded; the same values 977 times as large are.</summary>
    [Fact]
    public void Rounding_to_the_buckets_of_histograms_does_not_change_verdicts()
    {
        var random = new Random(5);
        var found = new List<Verdict>();
        foreach (var slowdown in Enumerable.Range(0, 200).Select(step => 1 + step * 0.001))
        {
            long[] a = [.. Latencies(random, 300, slowdown / 1000)], b = [.. Latencies(random, 300, 1d / 1000)];
            a.Concat(b).ShouldAllBe(value => value < 2048);

            var exact = OnLatency(Sample("a", a), Sample("b", b));
            var rounded = OnLatency(Sample("a", a.Select(value => value * 977)), Sample("b", b.Select(value => value * 977)));

            rounded.Select(pair => pair.Verdict).ShouldBe(exact.Select(pair => pair.Verdict), $"slowdown {slowdown}");
            rounded.Select(pair => pair.PValue!.Value).ShouldBe(exact.Select(pair => pair.PValue!.Value), 0.005, $"slowdown {slowdown}");
            found.AddRange(exact.Select(pair => pair.Verdict));
        }

        found.Distinct().ShouldBe([Verdict.NoDifferenceShown, Verdict.Slower]);
    }

    private static bool IsShown(PairComparison pair) => pair.Verdict is not Verdict.NoDifferenceShown;
}

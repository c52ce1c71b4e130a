using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Results;
using CsCheck;

namespace AkkaApiBench.Messages.Tests.Results;

public class HistogramTests
{
    private static readonly DistributionSummary Summary = DistributionSummary.WithBuckets(Distribution.Of([1000, 1000, 5000]))!;

    [Fact]
    public void Without_buckets_there_is_no_distribution() =>
        Should.Throw<FormatException>(() => (Summary with { Buckets = null }).ToDistribution()).Message.ShouldStartWith("buckets: nothing is not allowed");

    [Theory]
    [InlineData("buckets[1]: [5000,0] is not allowed", 1000, 3, 5000, 0)]
    [InlineData("buckets[1]: [5001,1] is not allowed", 1000, 2, 5001, 1)]
    [InlineData("buckets[1]: [1000,1] is not allowed", 1000, 2, 1000, 1)]
    [InlineData("buckets[0]: [-1,2] is not allowed", -1, 2, 5000, 1)]
    [InlineData("buckets[1]: [9223372036854775807,1] is not allowed", 1000, 2, long.MaxValue, 1)]
    [InlineData("buckets[1]: [5000,9223372036854775807] is not allowed", 1000, 2, 5000, long.MaxValue)]
    [InlineData("buckets: 4 values is not allowed; allowed: as many as count, 3", 1000, 2, 5000, 2)]
    [InlineData("min: 1 is not allowed", 1001, 2, 5000, 1)]
    [InlineData("max: 5 is not allowed", 1000, 2, 6000, 1)]
    public void Buckets_that_cannot_be_are_refused_by_name(string said, long first, long firstCount, long second, long secondCount)
    {
        var wrong = Summary with { Buckets = [new HistogramBucket(first, firstCount), new HistogramBucket(second, secondCount)] };

        Should.Throw<FormatException>(() => wrong.ToDistribution()).Message.ShouldStartWith(said);
    }

    [Theory]
    [InlineData("[[1000,2],5000]")]
    [InlineData("[[1000,2],[5000]]")]
    [InlineData("[[1000,2],[5000,1,1]]")]
    [InlineData("[[1000,2],[5000,1.5]]")]
    [InlineData("[[1000,2],[\"5000\",1]]")]
    [InlineData("{}")]
    [InlineData("7")]
    public void Buckets_of_another_shape_are_refused_with_their_place(string buckets)
    {
        var json = ResultJson.Write(SampleResults.With(SampleResults.FullTest with { LatencyMs = Summary }));
        json.ShouldContain("\"buckets\": [[1000,2],[5000,1]]");

        Should.Throw<FormatException>(() => ResultJson.Read(json.Replace("[[1000,2],[5000,1]]", buckets, StringComparison.Ordinal)))
            .Message.ShouldContain("latency_ms.buckets");
    }

    [Fact]
    public void An_empty_distribution_has_no_summary() => DistributionSummary.WithBuckets(Distribution.Empty).ShouldBeNull();

    [Fact]
    public void A_distribution_comes_back_from_the_file() => Gen.Long[0, 3_600_000_000].Array[1, 300].Sample(values =>
    {
        var distribution = Distribution.Of(values);
        var test = SampleResults.FullTest with { TtftMs = DistributionSummary.WithBuckets(distribution) };

        var read = ResultJson.Read(ResultJson.Write(SampleResults.With(test))).Targets[0].Tests["latency"].TtftMs!.ToDistribution();

        read.Buckets.ToArray().ShouldBe(distribution.Buckets.ToArray());
        (read.Count, read.Min, read.Max).ShouldBe((distribution.Count, distribution.Min, distribution.Max));
        read.Mean.ShouldBe(distribution.Mean, 1e-9 * distribution.Mean + 1);
        read.StandardDeviation.ShouldBe(distribution.StandardDeviation, 1e-6 * distribution.Max + 1);
    });

    [Fact]
    public void The_histogram_of_a_hundred_thousand_requests_is_small()
    {
        var random = new Random(1);
        var summary = DistributionSummary.WithBuckets(Distribution.Of(Enumerable.Range(0, 100_000).Select(_ => (long)(500_000 * Math.Exp(random.NextDouble())))));

        ResultJson.Write(SampleResults.With(SampleResults.FullTest with { LatencyMs = summary })).Length.ShouldBeLessThan(40_000);
    }

    [Fact]
    public void A_comparison_seen_from_the_other_side_and_back_is_the_same()
    {
        var comparison = new PairComparison
        {
            Metric = "latency.p50", Test = "latency", A = "a", B = "b", ValueA = 50, ValueB = 100, Effect = -50, Ci95 = [-60, -40],
            EffectPercent = -50, EffectPercentCi95 = [-60, -20], PValue = 0.01, Verdict = Verdict.Faster,
        };

        var reversed = comparison.Reversed();

        (reversed.A, reversed.B, reversed.ValueA, reversed.ValueB, reversed.Effect, reversed.Verdict).ShouldBe(("b", "a", 100.0, 50.0, 50, Verdict.Slower));
        reversed.Ci95.ShouldBe([40, 60]);
        reversed.EffectPercent.ShouldBe(100);
        reversed.EffectPercentCi95!.ShouldBe([25, 150], 1e-9);
        reversed.Reversed().EffectPercentCi95!.ShouldBe(comparison.EffectPercentCi95, 1e-9);
        Enum.GetValues<Verdict>().ShouldAllBe(verdict => verdict.Reversed().Reversed() == verdict && verdict.Reversed().IsBetter() == verdict.IsWorse());
    }
}

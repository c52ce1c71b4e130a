using AkkaApiBench.Analytics.Comparisons;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Results;
using CsCheck;
using static AkkaApiBench.Analytics.Tests.Comparisons.Drawn;

namespace AkkaApiBench.Analytics.Tests.Comparisons;

public class ComparisonFamilyTests
{
    /// <summary>Latencies of 20 to 60 ms, so that two samples are sometimes told apart and sometimes not.</summary>
    private static readonly Gen<long[]> Times = Gen.Select(Gen.Long[20_000, 40_000], Gen.Int[1, 120], Gen.Int).Select((middle, count, seed) =>
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => middle + random.NextInt64(20_000)).ToArray();
    });

    [Fact]
    public void Nothing_measured_gives_nothing_to_compare() =>
        ComparisonFamily.Compare("latency", [new Pair(Sample("a"), Sample("b", 1000))]).ShouldBeEmpty();

    [Fact]
    public void Too_few_requests_show_no_difference_however_large_it_is()
    {
        var three = OnLatency(Sample("a", 1000, 1001, 1002), Sample("b", 900_000, 900_001, 900_002)).ShouldHaveSingleItem();

        three.Verdict.ShouldBe(Verdict.NoDifferenceShown);
        three.PValue!.Value.ShouldBe(0.1, 1e-9);
    }

    [Fact]
    public void Five_requests_that_are_all_faster_than_five_others_show_it()
    {
        var five = OnLatency(Sample("a", 100_000, 101_000, 102_000, 103_000, 104_000), Sample("b", 300_000, 301_000, 302_000, 303_000, 304_000)).ShouldHaveSingleItem();

        five.Verdict.ShouldBe(Verdict.Faster);
        five.PValue!.Value.ShouldBe(2d / 252, 1e-9);
        five.Effect.ShouldBe(-200, 0.3);
        five.EffectPercent!.Value.ShouldBe(-66.2, 0.1);
    }

    [Fact]
    public void Another_spread_around_the_same_median_is_no_difference_of_medians()
    {
        var random = new Random(1);
        var found = Enumerable.Range(0, 100).Count(_ => OnLatency(
            Sample("a", Enumerable.Range(0, 200).Select(_ => random.NextInt64(90_000, 110_000))),
            Sample("b", Enumerable.Range(0, 200).Select(_ => random.NextInt64(20_000, 180_000))))[0].Verdict is not Verdict.NoDifferenceShown);

        found.ShouldBeLessThanOrEqualTo(5);
    }

    [Fact]
    public void A_tail_that_grows_is_shown_by_p95_and_not_by_the_median()
    {
        long[] usual = [.. Latencies(new Random(1), 400).Order()];
        var tailed = usual.Select((latency, index) => index >= 360 ? latency * 4 : latency);

        var pairs = OnLatency(Sample("tailed", tailed), Sample("usual", usual));

        pairs.Select(pair => (pair.Metric, pair.Verdict)).ShouldBe([("latency.p50", Verdict.NoDifferenceShown), ("latency.p95", Verdict.Slower)]);
    }

    [Theory]
    [InlineData(71, 1)]
    [InlineData(72, 2)]
    public void P95_is_compared_from_72_requests_on(int count, int figures) =>
        OnLatency(Sample("a", Latencies(new Random(1), count)), Sample("b", Latencies(new Random(2), 400))).Count.ShouldBe(figures);

    [Fact]
    public void Each_metric_is_a_family_of_all_its_pairs()
    {
        Sample With(string name, long latency, long ttft) => Sample(name) with
        {
            Times = new Dictionary<Metric, Distribution>
            {
                [Metric.Latency] = Distribution.Of(Enumerable.Range(0, 5).Select(step => latency + step)),
                [Metric.Ttft] = Distribution.Of(Enumerable.Range(0, 5).Select(step => ttft + step)),
            },
            Succeeded = 5,
            Judged = 5,
        };

        var pairs = ComparisonFamily.Compare("t", Pair.AllOf([With("a", 1000, 10), With("b", 1100, 10), With("c", 1200, 20)]));

        pairs.Select(pair => (pair.Metric, pair.A, pair.B)).ShouldBe(
        [
            ("latency.p50", "a", "b"), ("latency.p50", "a", "c"), ("latency.p50", "b", "c"),
            ("ttft.p50", "a", "b"), ("ttft.p50", "a", "c"), ("ttft.p50", "b", "c"),
            ("success_rate", "a", "b"), ("success_rate", "a", "c"), ("success_rate", "b", "c"),
        ]);
        pairs.ShouldAllBe(pair => pair.Test == "t");
        pairs.Take(3).ShouldAllBe(pair => pair.Verdict == Verdict.Faster && Math.Abs(pair.PValue!.Value - 3 * 2d / 252) < 1e-9);
        pairs.Skip(3).Take(3).Select(pair => pair.Verdict).ShouldBe([Verdict.NoDifferenceShown, Verdict.Faster, Verdict.Faster]);
        pairs.Skip(6).ShouldAllBe(pair => pair.Verdict == Verdict.NoDifferenceShown && pair.PValue == 1);
    }

    [Theory]
    [InlineData(100, 80, Verdict.Better)]
    [InlineData(80, 100, Verdict.Worse)]
    [InlineData(100, 98, Verdict.NoDifferenceShown)]
    public void Success_rates_are_better_or_worse(long succeededA, long succeededB, Verdict verdict)
    {
        var pair = ComparisonFamily.Compare("t", [new Pair(
            Sample("a") with { Succeeded = succeededA, Judged = 100 }, Sample("b") with { Succeeded = succeededB, Judged = 100 })]).ShouldHaveSingleItem();

        (pair.Metric, pair.Verdict).ShouldBe(("success_rate", verdict));
        pair.Effect.ShouldBe((succeededA - succeededB) / 100d, 1e-12);
    }

    [Fact]
    public void The_other_way_round_everything_is_turned() => Gen.Select(Times, Times).Sample((a, b) =>
    {
        var there = ComparisonFamily.Compare("t", [new Pair(Sample("a", a), Sample("b", b))]);
        var back = ComparisonFamily.Compare("t", [new Pair(Sample("b", b), Sample("a", a))]);

        foreach (var (one, other) in there.Select(pair => pair.Reversed()).Zip(back))
        {
            (other.Metric, other.A, other.B, other.ValueA, other.ValueB, other.Effect, other.Verdict)
                .ShouldBe((one.Metric, one.A, one.B, one.ValueA, one.ValueB, one.Effect, one.Verdict));
            other.PValue!.Value.ShouldBe(one.PValue!.Value, 1e-9);
            other.Ci95!.ShouldBe(one.Ci95!, 1e-9);
            other.EffectPercent!.Value.ShouldBe(one.EffectPercent!.Value, 1e-6);
            (other.EffectPercentCi95 ?? []).ShouldBe(one.EffectPercentCi95 ?? [], 1e-6);
        }
    });

    /// <summary>Above 2,048 µs buckets double in width at each power of two, so twice the values fall into the same buckets.</summary>
    [Fact]
    public void In_another_unit_effects_scale_and_verdicts_stay() => Gen.Select(Times, Times, Gen.Int[1, 10]).Sample((a, b, power) =>
    {
        var factor = 1L << power;
        var before = OnLatency(Sample("a", a), Sample("b", b));
        var after = OnLatency(Sample("a", a.Select(value => value * factor)), Sample("b", b.Select(value => value * factor)));

        foreach (var (one, other) in before.Zip(after))
        {
            (other.Verdict, other.PValue).ShouldBe((one.Verdict, one.PValue));
            other.Effect.ShouldBe(one.Effect * factor, 0.001 * factor * MedianMs);
        }
    });

    [Fact]
    public void In_another_order_or_merged_from_parts_a_sample_compares_the_same() => Gen.Select(Times, Times, Times).Sample((first, second, b) =>
    {
        var whole = OnLatency(Sample("a", [.. first, .. second]), Sample("b", b));
        var merged = OnLatency(Sample("a", Distribution.Of(second.Reverse()).Merge(Distribution.Of(first))), Sample("b", b));

        merged.Select(pair => (pair.Verdict, pair.PValue, pair.Effect)).ShouldBe(whole.Select(pair => (pair.Verdict, pair.PValue, pair.Effect)));
    });
}

using AkkaApiBench.Analytics.Statistics;
using AkkaApiBench.Messages.Measurement;
using CsCheck;

namespace AkkaApiBench.Analytics.Tests.Statistics;

public class BootstrapTests
{
    private static readonly Gen<long[]> Times = Gen.Long[1000, 3000].Array[1, 60];

    [Fact]
    public void An_empty_sample_has_no_bootstrap() =>
        Should.Throw<ArgumentOutOfRangeException>(() => BootstrapQuantile.Of(Distribution.Empty, 50));

    [Fact]
    public void A_single_value_is_known_exactly()
    {
        var one = BootstrapQuantile.Of(Distribution.Of([1500]), 50);

        one.Values.ToArray().ShouldBe([1500]);
        BootstrapDifference.Of(one, one).ShouldBe(Interval.At(0));
    }

    /// <summary>Of 27 resamples of three values the median is the least in 7, the middle in 13, the largest in 7.</summary>
    [Fact]
    public void The_median_of_three_is_counted_out()
    {
        var three = BootstrapQuantile.Of(Distribution.Of([100, 200, 300]), 50);

        three.Values.ToArray().ShouldBe([100, 200, 300]);
        three.Chances.ToArray().ShouldBe([7d / 27, 13d / 27, 7d / 27], 1e-12);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(95)]
    public void It_is_what_resampling_comes_to(double percent)
    {
        const int resamples = 20_000;
        var random = new Random(11);
        var sample = Enumerable.Range(0, 40).Select(_ => random.NextInt64(1000, 1020)).ToArray();
        var bootstrap = BootstrapQuantile.Of(Distribution.Of(sample), percent);

        var resampled = Enumerable.Range(0, resamples)
            .Select(_ => Enumerable.Range(0, sample.Length).Select(_ => sample[random.Next(sample.Length)]).Order().ElementAt((int)Math.Ceiling(percent / 100 * sample.Length) - 1))
            .CountBy(value => (double)value)
            .ToDictionary();

        for (var i = 0; i < bootstrap.Values.Length; i++)
            ((double)resampled.GetValueOrDefault(bootstrap.Values[i]) / resamples).ShouldBe(bootstrap.Chances[i], 0.015);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(1_000_000)]
    public void Of_many_values_the_interval_is_as_wide_as_theory_says(int count)
    {
        // The values of a uniform distribution over 1 to 2 s: the standard error of the median is 1 s / (2 √n).
        var even = Distribution.Of(Enumerable.Range(0, count).Select(step => 1_000_000L + (long)(1_000_000d * step / count)));
        var bootstrap = BootstrapQuantile.Of(even, 50);

        var interval = BootstrapDifference.Of(bootstrap, bootstrap);

        var half = 1.96 * Math.Sqrt(2) * 1_000_000 / (2 * Math.Sqrt(count));
        interval.Upper.ShouldBe(half, 0.05 * half + 1024);
        interval.Lower.ShouldBe(-interval.Upper);
    }

    [Fact]
    public void Chances_sum_to_1_and_values_rise() => Gen.Select(Times, Gen.Double[0, 100]).Sample((times, percent) =>
    {
        var bootstrap = BootstrapQuantile.Of(Distribution.Of(times), percent);

        bootstrap.Chances.ToArray().Sum().ShouldBe(1, 1e-9);
        bootstrap.Values.ToArray().ShouldBeInOrder();
    });

    [Fact]
    public void The_interval_leaves_no_more_than_a_tail_of_pairs_on_either_side() => Gen.Select(Times, Times).Sample((timesA, timesB) =>
    {
        var (a, b) = (BootstrapQuantile.Of(Distribution.Of(timesA), 50), BootstrapQuantile.Of(Distribution.Of(timesB), 50));
        var interval = BootstrapDifference.Of(a, b);

        Chance(a, b, difference => difference < interval.Lower).ShouldBeLessThan(0.0251);
        Chance(a, b, difference => difference > interval.Upper).ShouldBeLessThan(0.0251);
        Chance(a, b, difference => difference <= interval.Lower).ShouldBeGreaterThan(0.0249);
        Chance(a, b, difference => difference >= interval.Upper).ShouldBeGreaterThan(0.0249);
    });

    [Fact]
    public void Both_ways_round_difference_and_ratio_are_turned() => Gen.Select(Times, Times).Sample((timesA, timesB) =>
    {
        var (a, b) = (BootstrapQuantile.Of(Distribution.Of(timesA), 50), BootstrapQuantile.Of(Distribution.Of(timesB), 50));
        var (there, back) = (BootstrapDifference.Of(a, b), BootstrapDifference.Of(b, a));
        var (ratio, inverse) = (BootstrapDifference.RatioOf(a, b)!.Value, BootstrapDifference.RatioOf(b, a)!.Value);

        back.ShouldBe(new Interval(0 - there.Upper, 0 - there.Lower));
        inverse.Lower.ShouldBe(1 / ratio.Upper, 1e-9);
        inverse.Upper.ShouldBe(1 / ratio.Lower, 1e-9);
    });

    [Fact]
    public void A_ratio_to_what_may_be_0_is_not_given() =>
        BootstrapDifference.RatioOf(BootstrapQuantile.Of(Distribution.Of([5, 6]), 50), BootstrapQuantile.Of(Distribution.Of([0, 6]), 50)).ShouldBeNull();

    private static double Chance(BootstrapQuantile a, BootstrapQuantile b, Func<double, bool> holds)
    {
        double chance = 0;
        for (var i = 0; i < a.Values.Length; i++)
        {
            for (var j = 0; j < b.Values.Length; j++)
                chance += holds(a.Values[i] - b.Values[j]) ? a.Chances[i] * b.Chances[j] : 0;
        }

        return chance;
    }
}

using AkkaApiBench.Analytics.Statistics;
using AkkaApiBench.Messages.Measurement;
using CsCheck;

namespace AkkaApiBench.Analytics.Tests.Statistics;

public class ShareTests
{
    private static readonly Gen<(long Hits, long Count)> Share =
        Gen.Long[1, 40].SelectMany(count => Gen.Long[0, count].Select(hits => (hits, count)));

    [Theory]
    [InlineData(-1, 5, 1, 5)]
    [InlineData(6, 5, 1, 5)]
    [InlineData(1, 5, -1, 5)]
    [InlineData(1, 5, 6, 5)]
    public void There_are_no_more_hits_than_trials(long hitsA, long countA, long hitsB, long countB) =>
        Should.Throw<ArgumentOutOfRangeException>(() => FisherExact.Test(hitsA, countA, hitsB, countB));

    /// <summary>R's examples of fisher.test: the tea taster, and the convictions of twins.</summary>
    [Theory]
    [InlineData(3, 4, 1, 4, 0.4857)]
    [InlineData(2, 17, 10, 13, 0.0005367)]
    public void Fishers_test_has_the_published_p(long hitsA, long countA, long hitsB, long countB, double p) =>
        FisherExact.Test(hitsA, countA, hitsB, countB).PValue.ShouldBe(p, 0.00005 * Math.Max(p, 0.01));

    [Theory]
    [InlineData(0, 10, 0, 20)]
    [InlineData(10, 10, 20, 20)]
    [InlineData(0, 0, 5, 20)]
    public void Where_all_tables_are_alike_there_is_no_evidence(long hitsA, long countA, long hitsB, long countB) =>
        FisherExact.Test(hitsA, countA, hitsB, countB).ShouldBe(new Evidence(1, 0));

    [Fact]
    public void Fishers_p_is_the_sum_over_all_tables_that_are_no_likelier() => Gen.Select(Share, Share).Sample((a, b) =>
    {
        var hits = a.Hits + b.Hits;
        double Chance(long k) => Choose(a.Count, k) * Choose(b.Count, hits - k) / Choose(a.Count + b.Count, hits);
        var p = Enumerable.Range(0, (int)hits + 1).Select(k => Chance(k)).Where(chance => chance <= Chance(a.Hits) * (1 + 1e-7)).Sum();

        var evidence = FisherExact.Test(a.Hits, a.Count, b.Hits, b.Count);
        evidence.PValue.ShouldBe(p, 1e-9);
        FisherExact.Test(b.Hits, b.Count, a.Hits, a.Count).PValue.ShouldBe(p, 1e-9);
    });

    [Fact]
    public void Of_many_trials_Fishers_test_agrees_with_the_normal_approximation()
    {
        // 99.0 % against 99.1 % of a million: z = 7.3; 99.00 % against 99.02 %: z = 1.43, two-sided p = 0.153.
        FisherExact.Test(990_000, 1_000_000, 991_000, 1_000_000).PValue.ShouldBeInRange(1e-14, 1e-11);
        FisherExact.Test(990_000, 1_000_000, 990_200, 1_000_000).PValue.ShouldBe(0.154, 0.003);
    }

    /// <summary>R. G. Newcombe, Statistics in Medicine 17, 1998, p. 873, table II, method 10.</summary>
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(6, 7, 2, 7, 0.0582, 0.8062)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775)]
    [InlineData(10, 10, 0, 10, 0.6075, 1.0000)]
    public void Newcombes_interval_has_the_published_values(long hitsA, long countA, long hitsB, long countB, double lower, double upper)
    {
        var interval = RateDifference.Of(hitsA, countA, hitsB, countB)!.Value;

        interval.Lower.ShouldBe(lower, 0.00005);
        interval.Upper.ShouldBe(upper, 0.00005);
    }

    [Fact]
    public void Without_trials_there_is_no_difference_of_shares() => RateDifference.Of(0, 0, 1, 2).ShouldBeNull();

    /// <summary>The p-values 0.01, 0.04, 0.03 and 0.005, worked through in the encyclopedia's article on Holm's method.</summary>
    [Fact]
    public void Holms_correction_has_the_published_values() =>
        Holm.Correct([0.01, 0.04, 0.03, 0.005]).ShouldBe([0.03, 0.06, 0.06, 0.02], 1e-12);

    [Fact]
    public void Holms_correction_is_between_none_and_Bonferronis_and_keeps_the_order() => Gen.Double[0, 1].Array[1, 20].Sample(pValues =>
    {
        var corrected = Holm.Correct(pValues);

        foreach (var (p, index) in pValues.Select((p, index) => (p, index)))
        {
            corrected[index].ShouldBeInRange(p, Math.Min(1, p * pValues.Length));
            for (var other = 0; other < pValues.Length; other++)
                (pValues[other] <= p && corrected[other] > corrected[index]).ShouldBeFalse();
        }
    });

    [Fact]
    public void The_quantile_test_sees_a_tail_that_the_rank_test_does_not()
    {
        // One request in ten takes five times as long; the others take the same.
        var usual = Distribution.Of(Enumerable.Range(0, 400).Select(step => 100_000L + 100 * step));
        var tailed = Distribution.Of(Enumerable.Range(0, 400).Select(step => (100_000L + 100 * step) * (step % 10 == 0 ? 5 : 1)));

        QuantileTest.Test(tailed, usual, 95).Side.ShouldBe(1);
        QuantileTest.Test(tailed, usual, 95).PValue.ShouldBeLessThan(0.0001);
        MannWhitney.Test(tailed, usual).PValue.ShouldBeGreaterThan(0.01);
    }

    private static double Choose(long n, long k) => k < 0 || k > n ? 0 : Enumerable.Range(1, (int)k).Aggregate(1d, (product, i) => product * (n - k + i) / i);
}

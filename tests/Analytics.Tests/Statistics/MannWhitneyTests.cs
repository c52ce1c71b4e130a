using AkkaApiBench.Analytics.Statistics;
using AkkaApiBench.Messages.Measurement;
using CsCheck;

namespace AkkaApiBench.Analytics.Tests.Statistics;

public class MannWhitneyTests
{
    [Fact]
    public void Nothing_against_something_is_no_evidence()
    {
        MannWhitney.Test(Distribution.Empty, Distribution.Of([1])).ShouldBe(new Evidence(1, 0));
        MannWhitney.Test(Distribution.Of([1]), Distribution.Empty).ShouldBe(new Evidence(1, 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(100)]
    public void Values_that_are_all_the_same_are_no_evidence(int count)
    {
        var same = Distribution.Of(Enumerable.Repeat(7L, count));

        MannWhitney.Test(same, same).ShouldBe(new Evidence(1, 0));
    }

    /// <summary>The example of R's wilcox.test (M. Hollander, D. A. Wolfe, 1973, p. 69): W = 35, one-sided p = 0.1272.</summary>
    [Fact]
    public void Few_values_without_ties_have_the_exact_p_of_the_published_example()
    {
        var term = Micro(0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46);
        var early = Micro(1.15, 0.88, 0.90, 0.74, 1.21);

        MannWhitney.U(TieGroups.Of(term, early)).ShouldBe(35);
        MannWhitney.Test(term, early).PValue.ShouldBe(2 * 0.1272, 0.0001);
        MannWhitney.Test(term, early).Side.ShouldBe(1);
    }

    /// <summary>Ozone in May and in August in R's airquality: wilcox.test gives W = 127.5, p = 0.0001208.</summary>
    [Fact]
    public void The_approximation_corrects_for_ties_and_continuity_as_in_the_published_example()
    {
        var may = Distribution.Of([41, 36, 12, 18, 28, 23, 19, 8, 7, 16, 11, 14, 18, 14, 34, 6, 30, 11, 1, 11, 4, 32, 23, 45, 115, 37]);
        var august = Distribution.Of([39, 9, 16, 78, 35, 66, 122, 89, 110, 44, 28, 65, 22, 59, 23, 31, 44, 21, 9, 45, 168, 73, 76, 118, 84, 85]);
        var groups = TieGroups.Of(may, august);

        MannWhitney.U(groups).ShouldBe(127.5);
        MannWhitney.NormalP(groups, 26, 26).ShouldBe(0.0001208, 0.00000005);
        MannWhitney.Test(may, august).Side.ShouldBe(-1);
    }

    [Theory]
    [InlineData(3, 3, 2.0 / 20)]
    [InlineData(4, 4, 2.0 / 70)]
    [InlineData(5, 5, 2.0 / 252)]
    public void The_least_p_is_one_way_of_all_on_either_side(int a, int b, double p) =>
        MannWhitney.Test(Distribution.Of(Numbers(1, a)), Distribution.Of(Numbers(100, b))).PValue.ShouldBe(p, 1e-12);

    [Fact]
    public void The_exact_p_with_ties_is_the_share_of_all_divisions_that_are_as_uneven() => Gen.Select(Gen.Long[1, 6].Array[1, 5], Gen.Long[1, 6].Array[1, 5]).Sample((a, b) =>
        MannWhitney.Test(Distribution.Of(a), Distribution.Of(b)).PValue.ShouldBe(ByEnumeration(a, b), 1e-9));

    [Fact]
    public void The_approximation_is_near_the_exact_p_where_it_takes_over() => Gen.Select(Gen.Long[1, 60].Array[20], Gen.Long[10, 70].Array[20]).Sample((a, b) =>
    {
        var groups = TieGroups.Of(Distribution.Of(a), Distribution.Of(b));
        MannWhitney.NormalP(groups, 20, 20).ShouldBe(MannWhitney.ExactP(groups, 20, 20), 0.006);
    }, iter: 50);

    [Fact]
    public void Both_ways_round_the_evidence_is_the_same_on_the_other_side() => Gen.Select(Gen.Long[1, 40].Array[1, 60], Gen.Long[1, 40].Array[1, 60]).Sample((a, b) =>
    {
        var there = MannWhitney.Test(Distribution.Of(a), Distribution.Of(b));
        var back = MannWhitney.Test(Distribution.Of(b), Distribution.Of(a));

        back.Side.ShouldBe(-there.Side);
        back.PValue.ShouldBe(there.PValue, 1e-9);
    });

    /// <summary>Counts the pairs of each division of the values into two groups of these sizes.</summary>
    private static double ByEnumeration(long[] a, long[] b)
    {
        long[] all = [.. a, .. b];
        var observed = Math.Abs(Excess(a, b));
        var divisions = Enumerable.Range(0, 1 << all.Length).Where(mask => int.PopCount(mask) == a.Length)
            .Select(mask => Excess([.. all.Where((_, index) => (mask >> index & 1) == 1)], [.. all.Where((_, index) => (mask >> index & 1) == 0)]))
            .ToList();
        return (double)divisions.Count(excess => Math.Abs(excess) >= observed) / divisions.Count;
    }

    private static int Excess(long[] a, long[] b) => a.Sum(x => b.Sum(y => x.CompareTo(y)));

    private static Distribution Micro(params double[] values) => Distribution.Of(values.Select(value => (long)Math.Round(value * 100)));

    private static IEnumerable<long> Numbers(int first, int count) => Enumerable.Range(first, count).Select(value => (long)value);
}

using MathNet.Numerics;

namespace AkkaApiBench.Analytics.Statistics;

/// <summary>
/// Fisher's exact test of two shares (R. A. Fisher, "Statistical Methods for Research Workers", 5th ed. 1934, section 21.02),
/// two-sided as in R's <c>fisher.test</c>: the chance of all tables that are no likelier than the one seen. It never finds
/// more than it should, however few the trials or the failures are.
/// </summary>
internal static class FisherExact
{
    // A table as likely as the one seen must not be missed for a rounding error.
    private const double Tolerance = 1e-7;

    // Tables less likely than the likeliest by this factor add nothing that floating point keeps.
    private const double Negligible = 1e-20;

    /// <summary>Compares the share of <paramref name="hitsA"/> in <paramref name="countA"/> with that of B.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or there are more hits than trials.</exception>
    public static Evidence Test(long hitsA, long countA, long hitsB, long countB)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hitsA);
        ArgumentOutOfRangeException.ThrowIfNegative(hitsB);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hitsA, countA);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hitsB, countB);

        var (least, most) = (Math.Max(0, hitsA + hitsB - countB), Math.Min(countA, hitsA + hitsB));
        if (least == most)
            return new Evidence(1, 0);

        var table = new Table(countA, countB, hitsA + hitsB);
        var mode = Math.Clamp((long)((hitsA + hitsB + 1d) * (countA + 1) / (countA + countB + 2d)), least, most);
        var seen = table.RelativeTo(mode, hitsA) * (1 + Tolerance);
        double all = 0, unlikely = 0;
        void Count(double chance)
        {
            all += chance;
            if (chance <= seen)
                unlikely += chance;
        }

        Count(1);
        var chance = 1d;
        for (var k = mode; k < most && chance > Negligible; k++)
            Count(chance *= table.Step(k));
        chance = 1d;
        for (var k = mode; k > least && chance > Negligible; k--)
            Count(chance /= table.Step(k - 1));

        var pValue = seen > Negligible ? Math.Min(1, unlikely / all) : seen / all;
        return new Evidence(pValue, Math.Sign((double)hitsA * countB - (double)hitsB * countA));
    }

    /// <summary>All tables of these margins: hypergeometric in A's hits.</summary>
    private readonly record struct Table(long CountA, long CountB, long Hits)
    {
        /// <summary>How much likelier k + 1 hits of A are than k.</summary>
        public double Step(long k) => (CountA - k) / (k + 1d) * ((Hits - k) / (CountB - Hits + k + 1d));

        /// <summary>How likely <paramref name="k"/> hits are, relative to <paramref name="other"/>.</summary>
        public double RelativeTo(long other, long k) => Math.Exp(LogWeight(k) - LogWeight(other));

        private double LogWeight(long k) => -SpecialFunctions.GammaLn(k + 1) - SpecialFunctions.GammaLn(CountA - k + 1)
            - SpecialFunctions.GammaLn(Hits - k + 1) - SpecialFunctions.GammaLn(CountB - Hits + k + 1);
    }
}

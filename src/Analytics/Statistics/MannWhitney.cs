using AkkaApiBench.Messages.Measurement;
using MathNet.Numerics;

namespace AkkaApiBench.Analytics.Statistics;

/// <summary>
/// The rank test of two samples (H. B. Mann, D. R. Whitney, Annals of Mathematical Statistics 18, 1947), which asks nothing of
/// their distributions. Values in the same bucket of the histograms are ties.
/// <list type="bullet">
/// <item>Small samples: the exact permutation distribution given the ties, by the shift algorithm (B. Streitberg, J. Röhmel,
/// "Exact distributions for permutation and rank tests", Statistical Software Newsletter 12, 1986).</item>
/// <item>Else: the normal approximation with correction for ties and continuity (E. L. Lehmann, "Nonparametrics", 1975,
/// section 1.4), which is what R's <c>wilcox.test</c> gives.</item>
/// </list>
/// </summary>
internal static class MannWhitney
{
    // About a millisecond; 25 values against 25, or 5 against 150.
    private const double ExactSteps = 2e6;

    /// <summary>Compares two samples; one that is empty is no evidence.</summary>
    public static Evidence Test(Distribution a, Distribution b)
    {
        if (a.Count == 0 || b.Count == 0)
            return new Evidence(1, 0);

        var groups = TieGroups.Of(a, b);
        var excess = 2 * U(groups) - (double)a.Count * b.Count;
        var steps = 2d * a.Count * b.Count * Math.Min(a.Count, b.Count) * (a.Count + b.Count);
        return new Evidence(
            steps <= ExactSteps ? ExactP(groups, (int)a.Count, (int)b.Count) : NormalP(groups, a.Count, b.Count),
            Math.Sign(excess));
    }

    /// <summary>In how many pairs A's value is larger; ties count half.</summary>
    internal static double U(IReadOnlyList<TieGroup> groups)
    {
        double u = 0, below = 0;
        foreach (var (countA, countB) in groups)
        {
            u += countA * (below + countB / 2d);
            below += countB;
        }

        return u;
    }

    /// <summary>The share of all ways to divide the values into A's and B's that are at least as uneven as this one.</summary>
    internal static double ExactP(IReadOnlyList<TieGroup> groups, int countA, int countB)
    {
        // ways[j][s]: how many choices of j A's among the values so far have a doubled U of s.
        var top = 2 * countA * countB;
        var ways = Enumerable.Range(0, countA + 1).Select(_ => new double[top + 1]).ToArray();
        ways[0][0] = 1;
        var seen = 0;
        foreach (var group in groups)
        {
            var size = (int)(group.A + group.B);
            for (var j = Math.Min(countA, seen + size); j > 0; j--)
            {
                for (var chosen = Math.Max(1, j - seen); chosen <= Math.Min(j, size); chosen++)
                {
                    var below = seen - (j - chosen);
                    if (below + size - chosen > countB)
                        continue;
                    Add(ways[j - chosen], ways[j], chosen * (2 * below + size - chosen), SpecialFunctions.Binomial(size, chosen));
                }
            }

            seen += size;
        }

        var observed = Math.Abs(2 * U(groups) - (double)countA * countB);
        double extreme = 0, all = 0;
        for (var s = 0; s <= top; s++)
        {
            all += ways[countA][s];
            if (Math.Abs(s - (double)countA * countB) >= observed)
                extreme += ways[countA][s];
        }

        return extreme / all;
    }

    /// <summary>The p-value for many values.</summary>
    internal static double NormalP(IReadOnlyList<TieGroup> groups, double countA, double countB)
    {
        var n = countA + countB;
        var ties = groups.Sum(group => Math.Pow(group.A + group.B, 3) - (group.A + group.B));
        var variance = countA * countB / 12 * (n + 1 - ties / (n * (n - 1)));
        var distance = Math.Max(0, Math.Abs(U(groups) - countA * countB / 2) - 0.5);
        return variance > 0 ? SpecialFunctions.Erfc(distance / Math.Sqrt(2 * variance)) : 1;
    }

    private static void Add(double[] from, double[] to, int shift, double times)
    {
        for (var s = 0; s + shift < to.Length; s++)
            to[s + shift] += times * from[s];
    }
}

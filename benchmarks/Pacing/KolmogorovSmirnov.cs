namespace AkkaApiBench.Pacing;

/// <summary>
/// The one-sample Kolmogorov–Smirnov test, with its asymptotic distribution and the correction for finite samples of
/// M. A. Stephens, "Use of the Kolmogorov–Smirnov, Cramér–von Mises and related statistics without extensive tables" (1970).
/// </summary>
internal static class KolmogorovSmirnov
{
    /// <summary>Probability of values at least as far from an exponential distribution of a rate, if they come from it.</summary>
    public static double OfExponential(IReadOnlyList<double> values, double rate)
    {
        var sorted = values.Order().ToList();
        var n = sorted.Count;
        var distance = 0.0;
        for (var i = 0; i < n; i++)
        {
            var share = 1 - Math.Exp(-rate * sorted[i]);
            distance = Math.Max(distance, Math.Max(share - (double)i / n, (i + 1.0) / n - share));
        }

        var x = (Math.Sqrt(n) + 0.12 + 0.11 / Math.Sqrt(n)) * distance;
        var p = 0.0;
        for (var k = 1; k <= 100; k++)
            p += 2 * (k % 2 == 1 ? 1 : -1) * Math.Exp(-2 * x * x * k * k);
        return Math.Clamp(p, 0, 1);
    }
}

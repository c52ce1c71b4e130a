namespace AkkaApiBench.Analytics.SteadyState;

/// <summary>
/// Finds where a series has left its beginning behind: the marginal standard error rule. Of all truncations it takes the one
/// after which the mean of the rest is known best, min over d of Σ(yᵢ − ȳ)² / (n − d)² over i &gt; d, with a third of the series left at least.
/// </summary>
/// <remarks>
/// White, "An effective truncation heuristic for bias reduction in simulation output", Simulation 69 (1997); in means of five
/// (MSER-5) as recommended by White, Cobb and Spratt, "A comparison of five steady-state truncation heuristics for simulation",
/// Winter Simulation Conference 2000. A minimum in the second half says that the series is too short to tell, or never steady.
/// </remarks>
internal static class Mser
{
    /// <summary>How many values belong to the beginning; null when the series is too short to tell.</summary>
    /// <param name="series">The values at equal distances.</param>
    /// <param name="batch">How many values are put together to a mean.</param>
    public static int? Truncation(IReadOnlyList<double> series, int batch)
    {
        var means = series.Chunk(batch).Where(values => values.Length == batch).Select(values => values.Average()).ToArray();
        var (best, cut) = (double.PositiveInfinity, -1);
        double sum = 0, squares = 0;
        // Backwards, each sum follows from the one before; centred, so that squares of large means do not swallow small differences.
        var centre = means.Length == 0 ? 0 : means[^1];
        for (var d = means.Length - 1; d >= 0; d--)
        {
            var value = means[d] - centre;
            sum += value;
            squares += value * value;
            var rest = means.Length - d;
            // A few means at the end agree by chance.
            if (rest < 2 || 3 * rest < means.Length)
                continue;
            var error = Math.Max(0, squares - sum * sum / rest) / ((double)rest * rest);
            if (error <= best)
                (best, cut) = (error, d);
        }

        return cut < 0 || cut > means.Length / 2 ? null : cut * batch;
    }
}

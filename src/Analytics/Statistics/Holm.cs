namespace AkkaApiBench.Analytics.Statistics;

/// <summary>
/// The correction for several tests at once (S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian
/// Journal of Statistics 6, 1979): the chance of even one false finding in the family stays below the level, whatever the
/// tests have to do with one another. It never finds less than Bonferroni's.
/// </summary>
internal static class Holm
{
    /// <summary>The corrected p-values, in the order given.</summary>
    public static double[] Correct(IReadOnlyList<double> pValues)
    {
        var corrected = new double[pValues.Count];
        var largest = 0d;
        foreach (var (index, rank) in Enumerable.Range(0, pValues.Count).OrderBy(index => pValues[index]).Select((index, rank) => (index, rank)))
        {
            largest = Math.Max(largest, Math.Min(1, pValues[index] * (pValues.Count - rank)));
            corrected[index] = largest;
        }

        return corrected;
    }
}

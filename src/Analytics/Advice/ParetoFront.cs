namespace AkkaApiBench.Analytics.Advice;

/// <summary>The choices that no other beats in everything (V. Pareto, "Manuale di economia politica", 1906).</summary>
internal static class ParetoFront
{
    /// <summary>The items that no other is at least as good as in every figure and better in one.</summary>
    /// <param name="items">The choices.</param>
    /// <param name="figures">The figures of a choice; less is better.</param>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> items, Func<T, double[]> figures)
    {
        var points = items.Select(item => (Item: item, Figures: figures(item))).ToList();
        return [.. points.Where(point => !points.Exists(other => Dominates(other.Figures, point.Figures))).Select(point => point.Item)];
    }

    private static bool Dominates(double[] a, double[] b) =>
        a.Zip(b).All(pair => pair.First <= pair.Second) && a.Zip(b).Any(pair => pair.First < pair.Second);
}

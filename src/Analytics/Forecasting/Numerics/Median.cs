namespace AkkaApiBench.Analytics.Forecasting.Numerics;

/// <summary>Medians.</summary>
internal static class Median
{
    /// <summary>The median; the mean of the two middle values of an even number.</summary>
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return MiddleOf(sorted);
    }

    /// <summary>The median around each value; at both ends that of the first and of the last whole window.</summary>
    public static double[] Moving(ReadOnlySpan<double> values, int window)
    {
        var medians = new double[values.Length];
        var sorted = new List<double>(window);
        for (var t = 0; t < values.Length; t++)
        {
            if (sorted.Count == window)
                sorted.RemoveAt(sorted.BinarySearch(values[t - window]));
            var place = sorted.BinarySearch(values[t]);
            sorted.Insert(place < 0 ? ~place : place, values[t]);
            if (sorted.Count == window)
                medians[t - window + 1 + window / 2] = (sorted[window / 2] + sorted[(window - 1) / 2]) / 2;
        }

        medians.AsSpan(0, window / 2).Fill(medians[window / 2]);
        var last = values.Length - window + window / 2;
        medians.AsSpan(last).Fill(medians[last]);
        return medians;
    }

    private static double MiddleOf(double[] sorted) => sorted.Length == 0 ? 0 : (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
}

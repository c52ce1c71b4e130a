using AkkaApiBench.Analytics.Forecasting.Numerics;
using AkkaApiBench.Analytics.Statistics;
using AkkaApiBench.Messages.Trends;
using MathNet.Numerics.Distributions;

namespace AkkaApiBench.Analytics.Trends;

/// <summary>
/// Which places of a cycle (hours of a day, days of a week) are reliably above or below the rest of their own cycle: by the sign
/// test of their values against the cycle's median (W. J. Conover, "Practical Nonparametric Statistics", 3rd ed. 1999, section 3.4),
/// with Holm's correction over the places.
/// </summary>
internal static class SeasonalPattern
{
    private const double Level = 0.05;

    /// <summary>The places with the difference of each from the median of its cycle, in their order.</summary>
    /// <param name="cells">Place, number of the cycle, and value.</param>
    public static IReadOnlyList<PatternPlace> Of(IEnumerable<(int Place, long Cycle, double Value)> cells)
    {
        var differences = cells.GroupBy(cell => cell.Cycle)
            .SelectMany(cycle => Differences([.. cycle]))
            .GroupBy(cell => cell.Place)
            .OrderBy(place => place.Key)
            .Select(place => (Place: place.Key, Values: place.Select(cell => cell.Difference).ToList()))
            .ToList();
        var pValues = Holm.Correct([.. differences.Select(place => SignTest(place.Values))]);
        return [.. differences.Select((place, i) => new PatternPlace(place.Place, Median.Of(place.Values), pValues[i] <= Level, place.Values.Count))];
    }

    private static IEnumerable<(int Place, double Difference)> Differences((int Place, long Cycle, double Value)[] cycle)
    {
        var median = Median.Of(cycle.Select(cell => cell.Value));
        return cycle.GroupBy(cell => cell.Place).Select(place => (place.Key, place.Average(cell => cell.Value) - median));
    }

    private static double SignTest(List<double> differences)
    {
        var above = differences.Count(difference => difference > 0);
        var below = differences.Count(difference => difference < 0);
        return above + below == 0 ? 1 : Math.Min(1, 2 * Binomial.CDF(0.5, above + below, Math.Min(above, below)));
    }
}

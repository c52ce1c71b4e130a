using AkkaApiBench.Analytics.Forecasting.Numerics;
using AkkaApiBench.Analytics.Statistics;

namespace AkkaApiBench.Analytics.Trends;

/// <summary>
/// The median of the slopes between all pairs, which a quarter of wrong values does not move (H. Theil, 1950; P. K. Sen, "Estimates
/// of the regression coefficient based on Kendall's tau", JASA 63, 1968).
/// </summary>
/// <param name="Slope">By how much the values rise a step.</param>
/// <param name="Interval">Its 95 % interval: Sen's, from the variance of Kendall's score.</param>
internal readonly record struct TheilSen(double Slope, Interval Interval)
{
    /// <summary>Estimates the slope of two or more values at even distances.</summary>
    /// <param name="values">The values.</param>
    /// <param name="test">Their test, whose variance the interval is from.</param>
    public static TheilSen Of(double[] values, out MannKendall test)
    {
        var slopes = new double[values.Length * (values.Length - 1) / 2];
        var next = 0;
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = i + 1; j < values.Length; j++)
                slopes[next++] = (values[j] - values[i]) / (j - i);
        }

        Array.Sort(slopes);
        var slope = Median.Of(slopes);
        test = MannKendall.Test(values, slope);
        var reach = Interval.Z95 * Math.Sqrt(test.Variance);
        var lower = (int)Math.Floor((slopes.Length - reach) / 2) - 1;
        var upper = (int)Math.Ceiling((slopes.Length + reach) / 2);
        return new TheilSen(slope, new Interval(
            lower >= 0 ? slopes[lower] : double.NegativeInfinity,
            upper < slopes.Length ? slopes[upper] : double.PositiveInfinity));
    }
}

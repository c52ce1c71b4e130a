using AkkaApiBench.Analytics.Statistics;

namespace AkkaApiBench.Analytics.Fits;

/// <summary>
/// A straight line through points of which some are far off: the slope is the median of the slopes of all pairs of points
/// (Theil 1950; Sen, Estimates of the Regression Coefficient Based on Kendall's Tau, JASA 63, 1968), the intercept the median
/// of y − slope·x. Up to 29 % of the points may be arbitrarily wrong without moving it far.
/// </summary>
/// <param name="Slope">By how much y rises with x.</param>
/// <param name="SlopeInterval">The 95 % confidence interval of the slope, from the normal approximation of Kendall's S (Sen 1968, 6); null with too few points.</param>
/// <param name="Intercept">y at x = 0.</param>
/// <param name="RSquared">1 − residual sum of squares / total sum of squares; null when all y are the same.</param>
/// <param name="Points">How many points there are.</param>
public sealed record TheilSen(double Slope, Interval? SlopeInterval, double Intercept, double? RSquared, int Points)
{
    /// <summary>Fits a line; null with fewer than two different x.</summary>
    public static TheilSen? Fit(IReadOnlyList<(double X, double Y)> points)
    {
        var slopes = new List<double>(points.Count * (points.Count - 1) / 2);
        for (var i = 0; i < points.Count; i++)
        {
            for (var j = i + 1; j < points.Count; j++)
            {
                if (points[i].X != points[j].X)
                    slopes.Add((points[j].Y - points[i].Y) / (points[j].X - points[i].X));
            }
        }

        if (slopes.Count == 0)
            return null;

        slopes.Sort();
        var slope = MedianOf(slopes);
        var intercept = MedianOf([.. points.Select(point => point.Y - slope * point.X).Order()]);
        return new TheilSen(slope, IntervalOf(slopes, points), intercept, ShareExplained(points, slope, intercept), points.Count);
    }

    /// <summary>The slopes that are as many ranks from the median as S deviates by chance; the variance is that for ties in x.</summary>
    private static Interval? IntervalOf(List<double> slopes, IReadOnlyList<(double X, double Y)> points)
    {
        double n = points.Count;
        var ties = points.GroupBy(point => point.X).Select(group => (double)group.Count()).Sum(t => t * (t - 1) * (2 * t + 5));
        var deviation = Interval.Z95 * Math.Sqrt((n * (n - 1) * (2 * n + 5) - ties) / 18);
        var lower = (int)Math.Floor((slopes.Count - deviation) / 2) - 1;
        var upper = (int)Math.Ceiling((slopes.Count + deviation) / 2);
        return lower >= 0 && upper < slopes.Count ? new Interval(slopes[lower], slopes[upper]) : null;
    }

    private static double? ShareExplained(IReadOnlyList<(double X, double Y)> points, double slope, double intercept)
    {
        var mean = points.Average(point => point.Y);
        var total = points.Sum(point => Math.Pow(point.Y - mean, 2));
        return total > 0 ? 1 - points.Sum(point => Math.Pow(point.Y - intercept - slope * point.X, 2)) / total : null;
    }

    private static double MedianOf(List<double> sorted) =>
        (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}

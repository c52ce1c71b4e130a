namespace AkkaApiBench.Benchmarks.M4;

/// <summary>
/// The competition's scores of one series (S. Makridakis, E. Spiliotis, V. Assimakopoulos, "The M4 Competition: 100,000 time series
/// and 61 forecasting methods", International Journal of Forecasting 36, 2020); coverage and MSIS are null without intervals.
/// </summary>
internal sealed record Score(double Smape, double Mase, double? Msis = null, double? Coverage95 = null, double? Coverage80 = null)
{
    private const double Alpha = 0.05;

    public static Score Of(CompetitionSeries series, int season, double[] points)
    {
        var scale = ScaleOf(series.Train, season);
        return new Score(
            series.Test.Zip(points, (actual, point) => 200 * Math.Abs(actual - point) / (Math.Abs(actual) + Math.Abs(point))).Average(),
            series.Test.Zip(points, (actual, point) => Math.Abs(actual - point)).Average() / scale);
    }

    public static Score Of(CompetitionSeries series, int season, double[] points, (double Lower, double Upper)[] of95, (double Lower, double Upper)[] of80) =>
        Of(series, season, points) with
        {
            Msis = series.Test.Zip(of95, (actual, interval) => interval.Upper - interval.Lower
                + 2 / Alpha * (Math.Max(0, interval.Lower - actual) + Math.Max(0, actual - interval.Upper))).Average() / ScaleOf(series.Train, season),
            Coverage95 = CoverageOf(series, of95),
            Coverage80 = CoverageOf(series, of80),
        };

    /// <summary>The mean over series.</summary>
    public static Score Mean(IReadOnlyCollection<Score> scores) => new(
        scores.Average(score => score.Smape), scores.Average(score => score.Mase), scores.Average(score => score.Msis),
        scores.Average(score => score.Coverage95), scores.Average(score => score.Coverage80));

    /// <summary>Mean of both errors, each relative to that of Naive2.</summary>
    public double Owa(Score naive2) => (Smape / naive2.Smape + Mase / naive2.Mase) / 2;

    private static double CoverageOf(CompetitionSeries series, (double Lower, double Upper)[] intervals) =>
        series.Test.Zip(intervals, (actual, interval) => interval.Lower <= actual && actual <= interval.Upper ? 1d : 0).Average();

    private static double ScaleOf(double[] train, int season) => train.Skip(season).Zip(train, (later, earlier) => Math.Abs(later - earlier)).Average();
}

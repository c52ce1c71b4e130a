using AkkaApiBench.Analytics.Forecasting;
using AkkaApiBench.Analytics.Trends;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Trends;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.ReadModel.Series;

namespace AkkaApiBench.Node.Gateway.Insights;

/// <summary>Analyses weeks of a target's history.</summary>
internal static class SeriesTrend
{
    public static readonly TimeSpan Step = TimeSpan.FromHours(1);

    /// <summary>Less than a day of hours shows nothing of days.</summary>
    public const int FewestValues = 24;

    /// <summary>The end of the last hour that is over.</summary>
    public static DateTimeOffset EndOfSteps(DateTimeOffset now) => new(now.UtcTicks - now.UtcTicks % Step.Ticks, TimeSpan.Zero);

    /// <summary>Why a trend cannot be told; null when it can.</summary>
    public static string? WhyNot(KnownValues? known, int days)
    {
        var needed = $"a trend needs values of at least {FewestValues} hours";
        return known is null ? $"{needed}; there is none that is over in the last {days} days"
            : known.Count < FewestValues ? FormattableString.Invariant($"{needed}; there are {known.Count}, from {known.Start:yyyy-MM-ddTHH:mmZ} to {known.Last:yyyy-MM-ddTHH:mmZ}")
            : null;
    }

    /// <summary>Analyses what is known; enough (see <see cref="WhyNot"/>).</summary>
    public static Trend Of(KnownValues known) => TrendAnalysis.Of(known.Start, new TimeGrid(known.Step, known.Values))!;

    public static TrendView ViewOf(string target, SeriesMetric metric, KnownValues known, Trend trend) => new()
    {
        Target = target,
        Metric = metric.Name,
        Unit = metric.Unit.Name(),
        Values = known.Count,
        From = known.Start,
        To = known.End,
        Direction = trend.Direction,
        SlopePerDay = trend.SlopePerDay,
        SlopePerDayCi95 = [.. trend.SlopePerDayCi95.Select(bound => double.IsFinite(bound) ? bound : (double?)null)],
        PValue = trend.PValue,
        Changes = [.. trend.Changes.Select(change => new LevelChangeView(change.At, change.Before, change.After))],
        Hours = CycleOf(trend.Hours, metric, hour => $"{hour:00}:00"),
        Weekdays = CycleOf(trend.Weekdays, metric, day => ((DayOfWeek)day).ToString().ToLowerInvariant()),
    };

    private static CycleView CycleOf(IReadOnlyList<PatternPlace> places, SeriesMetric metric, Func<int, string> nameOf)
    {
        var better = BetterOf(metric) is Better.Lower ? 1 : -1;
        var shown = places.Where(place => place.IsShown && place.Difference != 0).OrderBy(place => better * place.Difference).ToList();
        return new CycleView(
            [.. shown.Where(place => better * place.Difference < 0).Select(place => nameOf(place.Place))],
            [.. shown.Where(place => better * place.Difference > 0).Reverse().Select(place => nameOf(place.Place))],
            [.. places.Select(place => new PlaceView(nameOf(place.Place), place.Difference, place.IsShown, place.Count))]);
    }

    /// <summary>Counts, which are no metrics, are better when they are higher.</summary>
    private static Better BetterOf(SeriesMetric metric) => Metric.Find(metric.Name.Split('.')[0])?.Better ?? Better.Higher;
}

using AkkaApiBench.Messages.Trends;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Gateway.Insights;
using AkkaApiBench.Node.ReadModel.Series;

namespace AkkaApiBench.Node.Tests.Insights;

public sealed class SeriesTrendTests
{
    [Fact]
    public void Less_than_a_day_of_hours_is_refused_with_what_is_needed()
    {
        SeriesTrend.WhyNot(null, 28).ShouldBe("a trend needs values of at least 24 hours; there is none that is over in the last 28 days");
        SeriesTrend.WhyNot(SampleHistory.Known(SampleHistory.OfLatencies([.. Enumerable.Repeat(100d, 23)])), 28)
            .ShouldBe("a trend needs values of at least 24 hours; there are 23, from 2026-11-02T00:00Z to 2026-11-02T22:00Z");
        SeriesTrend.WhyNot(SampleHistory.Known(SampleHistory.OfLatencies([.. Enumerable.Repeat(100d, 24)])), 28).ShouldBeNull();
    }

    [Fact]
    public void A_slope_beside_a_daily_wave_is_told_with_the_worst_and_best_hours()
    {
        var random = new Random(1);
        var view = View([.. Enumerable.Range(0, 28 * 24).Select(hour => SampleHistory.Daily(hour) + 0.5 * hour + 40 * random.NextDouble())]);

        view.Direction.ShouldBe(TrendDirection.Rising);
        view.SlopePerDay.ShouldBe(12, 1);
        view.SlopePerDayCi95.ShouldAllBe(bound => bound > 10 && bound < 14);
        view.Hours.Worst.Take(3).ShouldBe(["05:00", "06:00", "07:00"], ignoreOrder: true);
        view.Hours.Best.Take(3).ShouldBe(["17:00", "18:00", "19:00"], ignoreOrder: true);
        view.Hours.All.Count.ShouldBe(24);
    }

    [Fact]
    public void A_change_of_level_is_told_with_its_time()
    {
        var random = new Random(2);
        var change = View([.. Enumerable.Range(0, 14 * 24).Select(hour => (hour < 200 ? 500 : 800) + 40 * random.NextDouble())]).Changes.ShouldHaveSingleItem();

        change.At.ShouldBe(SampleHistory.Begin.AddHours(200), TimeSpan.FromHours(2));
        (change.After - change.Before).ShouldBe(300, 20);
    }

    [Fact]
    public void Noise_is_no_trend()
    {
        var random = new Random(3);
        View([.. Enumerable.Range(0, 14 * 24).Select(_ => 500 + 40 * random.NextDouble())]).Direction.ShouldBe(TrendDirection.NoneShown);
    }

    private static TrendView View(double[] latencies)
    {
        var known = SampleHistory.Known(SampleHistory.OfLatencies(latencies))!;
        return SeriesTrend.ViewOf("a/b", SeriesMetric.LatencyMedian, known, SeriesTrend.Of(known));
    }
}

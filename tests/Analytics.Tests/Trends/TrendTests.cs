using AkkaApiBench.Analytics.Forecasting;
using AkkaApiBench.Analytics.Tests.Forecasting;
using AkkaApiBench.Analytics.Trends;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Trends;

namespace AkkaApiBench.Analytics.Tests.Trends;

public sealed class TrendTests
{
    // A Sunday.
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Three_values_show_nothing() => TrendAnalysis.Of(Start, Hourly([1, 2, 3])).ShouldBeNull();

    [Fact]
    public void A_rise_under_a_daily_wave_is_found_with_its_slope_in_the_interval()
    {
        var trends = Enumerable.Range(0, 20)
            .Select(seed => TrendAnalysis.Of(Start, Hourly([.. Simulated.Daily(seed, 24 * 28).Select((value, t) => value + 0.5 * t / 24)])).ShouldNotBeNull())
            .ToList();

        trends.ShouldAllBe(trend => trend.Direction == TrendDirection.Rising);
        trends.Average(trend => trend.SlopePerDay).ShouldBe(0.5, 0.05);
        trends.Count(trend => trend.SlopePerDayCi95[0] <= 0.5 && 0.5 <= trend.SlopePerDayCi95[1]).ShouldBeGreaterThanOrEqualTo(17);
    }

    [Fact]
    public void Noise_shows_a_trend_no_more_often_than_the_level_even_when_it_lasts_for_hours()
    {
        var shown = Enumerable.Range(0, 100)
            .Count(seed => TrendAnalysis.Of(Start, Hourly(Simulated.Daily(seed, 24 * 28, correlation: 0.9, noise: 2)))!.Direction is not TrendDirection.NoneShown);

        shown.ShouldBeLessThanOrEqualTo(12);
    }

    [Fact]
    public void A_quarter_of_wild_values_does_not_move_the_slope()
    {
        double[] values = [.. Enumerable.Range(0, 60).Select(t => 2d * t)];
        for (var t = 3; t < 60; t += 5)
            values[t] = 1e6;

        TheilSen.Of(values, out var test).Slope.ShouldBe(2, 0.3);
        test.PValue.ShouldBeLessThan(0.01);
    }

    [Fact]
    public void The_score_and_its_variance_with_ties_are_those_counted_by_hand()
    {
        var test = MannKendall.Test([10, 22, 21, 30, 22, 30, 40, 40], slope: 0);

        test.Score.ShouldBe(21);
        (test.Variance * 18).ShouldBe(8 * 7 * 21 - 3 * 2 * 1 * 9, 1e-9);
    }

    [Fact]
    public void Changes_of_level_are_found_where_they_are_and_with_their_sizes()
    {
        var random = new Random(5);
        double[] values = [.. Enumerable.Range(0, 24 * 21).Select(t => (t < 200 ? 100 : t < 350 ? 130 : 90) + 4 * Simulated.Normal(random))];

        var trend = TrendAnalysis.Of(Start, Hourly(values)).ShouldNotBeNull();

        trend.Changes.Count.ShouldBe(2);
        trend.Changes[0].At.ShouldBe(Start.AddHours(200), TimeSpan.FromHours(3));
        trend.Changes[0].Before.ShouldBe(100, 2);
        trend.Changes[0].After.ShouldBe(130, 2);
        trend.Changes[1].At.ShouldBe(Start.AddHours(350), TimeSpan.FromHours(3));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.7)]
    public void Noise_has_hardly_any_change_of_level(double correlation)
    {
        var changes = Enumerable.Range(0, 40).Sum(seed => ChangePoints.Find(Simulated.Daily(seed, 400, wave: 0, correlation: correlation)).Count);

        changes.ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public void Best_and_worst_hours_and_days_are_named_and_the_others_are_not()
    {
        var random = new Random(7);
        double[] values = [.. Enumerable.Range(0, 24 * 7 * 12).Select(t =>
            100 + (t % 24 == 15 ? 40 : t % 24 == 4 ? -40 : 0) + (t / 24 % 7 == 0 ? -30 : 0) + 3 * Simulated.Normal(random))];

        var trend = TrendAnalysis.Of(Start, Hourly(values)).ShouldNotBeNull();

        trend.Hours.Where(hour => hour.IsShown).Select(hour => hour.Place).ShouldBe([4, 15]);
        trend.Hours[15].Difference.ShouldBe(40, 3);
        trend.Weekdays.Where(day => day.IsShown && day.Difference < -10).Select(day => day.Place).ShouldBe([0]);
        trend.Weekdays[0].Difference.ShouldBe(-30, 3);
    }

    [Fact]
    public void A_breach_is_foreseen_when_the_forecast_reaches_the_limit()
    {
        var forecast = Forecaster.Of([.. Simulated.Daily(2, 24 * 14, wave: 30, noise: 2)], new ForecastOptions { Horizon = 24, Season = 24 });

        var breach = BreachForecast.Of(Condition.ParseThreshold("latency.p95 < 120ms", out _)!, forecast);

        breach.FirstStep(0.5)!.Value.ShouldBeInRange(2, 4);
        breach.Probabilities[5].ShouldBeGreaterThan(0.9);
        breach.Probabilities[17].ShouldBeLessThan(0.01);
        breach.AnyStep.AtLeast.ShouldBeGreaterThan(0.9);
        breach.AnyStep.AtMost.ShouldBeInRange(breach.AnyStep.AtLeast, 1);

        var never = BreachForecast.Of(Condition.ParseThreshold("latency.p95 >= 10ms", out _)!, forecast);
        never.FirstStep(0.5).ShouldBeNull();
        never.AnyStep.AtLeast.ShouldBeLessThan(0.01);
    }

    private static TimeGrid Hourly(double[] values) => new(TimeSpan.FromHours(1), values);
}

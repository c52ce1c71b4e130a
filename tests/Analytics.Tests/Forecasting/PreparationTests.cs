using AkkaApiBench.Analytics.Forecasting;

namespace AkkaApiBench.Analytics.Tests.Forecasting;

/// <summary>What is done to a series before it is forecast: grid, gaps, seasons, scale.</summary>
public sealed class PreparationTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Times_in_any_order_with_gaps_repetitions_and_jitter_become_a_grid()
    {
        (DateTimeOffset, double)[] series =
        [
            (Start.AddHours(4), 5), (Start, 1), (Start.AddHours(1).AddSeconds(20), 2), (Start.AddHours(2), 3), (Start.AddHours(2), 5), (Start.AddHours(5), double.NaN),
        ];

        var grid = TimeGrid.Of(series);

        grid.Values.ShouldBe([1, 2, 4, double.NaN, 5, double.NaN]);
        grid.Spacing!.Value.TotalHours.ShouldBe(1, 0.02);
    }

    [Fact]
    public void A_single_time_has_no_spacing()
    {
        var grid = TimeGrid.Of([(Start, 3), (Start, 5)]);

        grid.Spacing.ShouldBeNull();
        grid.Values.ShouldBe([4d]);
    }

    [Fact]
    public void A_series_that_spans_ages_of_its_distance_is_refused() =>
        Should.Throw<ArgumentException>(() => TimeGrid.Of([(Start, 1), (Start.AddMilliseconds(1), 2), (Start.AddMilliseconds(2), 2), (Start.AddYears(10), 3)]));

    [Fact]
    public void Gaps_are_filled_from_the_season_and_bursts_replaced()
    {
        var random = new Random(1);
        double[] values = [.. Enumerable.Range(0, 240).Select(t => 10 + (t % 24 == 12 ? 50 : t % 24) + 0.1 * Simulated.Normal(random))];
        double[] spoiled = [.. values];
        (spoiled[60], spoiled[61], spoiled[100]) = (double.NaN, double.NaN, 900);

        var clean = HistoryCleaner.Clean(spoiled, [24]);

        clean[60].ShouldBe(values[60], 1);
        clean[100].ShouldBe(values[100], 1);
        for (var t = 110; t < 240; t++)
            clean[t].ShouldBe(values[t]);
    }

    [Fact]
    public void A_change_that_lasts_is_no_burst()
    {
        var random = new Random(3);
        double[] values = [.. Enumerable.Range(0, 300).Select(t => (t < 200 ? 10 : 60) + Simulated.Normal(random))];

        HistoryCleaner.Clean(values, [24]).Skip(210).ShouldBe(values.Skip(210));
    }

    [Theory]
    [InlineData(24)]
    [InlineData(60)]
    public void A_season_is_found_without_times(int season)
    {
        var random = new Random(season);
        double[] values = [.. Enumerable.Range(0, 6 * season).Select(t => 10 * Math.Sin(2 * Math.PI * t / season) + Simulated.Normal(random) + 0.01 * t)];

        SeasonFinder.Find(values, new ForecastOptions { Horizon = 1 })[0].ShouldBeInRange(season - 1, season + 1);
    }

    [Fact]
    public void Noise_has_no_season()
    {
        var random = new Random(2);
        double[] values = [.. Enumerable.Range(0, 400).Select(_ => Simulated.Normal(random))];

        SeasonFinder.Find(values, new ForecastOptions { Horizon = 1 }).ShouldBeEmpty();
        SeasonFinder.Find(values, new ForecastOptions { Horizon = 1, Spacing = TimeSpan.FromHours(1) }).ShouldBeEmpty();
    }

    [Fact]
    public void The_spacing_says_how_long_day_and_week_are()
    {
        double[] values = [.. Enumerable.Range(0, 48 * 21).Select(t => (t / 48 % 7 < 5 ? 3 : 1) * Math.Sin(2 * Math.PI * t / 48))];

        SeasonFinder.Find(values, new ForecastOptions { Horizon = 1, Spacing = TimeSpan.FromMinutes(30) }).ShouldBe([48, 336]);
        SeasonFinder.Find(values, new ForecastOptions { Horizon = 1, Season = 48, Spacing = TimeSpan.FromMinutes(30) }).ShouldBe([48, 336]);
        SeasonFinder.Find(values, new ForecastOptions { Horizon = 1, Season = 48, Spacing = TimeSpan.FromMinutes(5) }).ShouldBe([48]);
    }

    [Fact]
    public void Values_that_spread_with_their_level_are_put_on_a_logarithmic_scale_and_others_are_not()
    {
        var random = new Random(4);
        double[] noise = [.. Enumerable.Range(0, 480).Select(_ => Simulated.Normal(random))];

        ValueScale.Of([.. noise.Select((value, t) => (1 + t / 48) * Math.Exp(0.2 * value))], 24).IsLogarithmic.ShouldBeTrue();
        ValueScale.Of([.. noise.Select((value, t) => 10 + 10 * (t / 48) + value)], 24).IsLogarithmic.ShouldBeFalse();
        ValueScale.Of([.. noise], 24).IsLogarithmic.ShouldBeFalse();
    }
}

using AkkaApiBench.Analytics.Forecasting;
using CsCheck;

namespace AkkaApiBench.Analytics.Tests.Forecasting;

public sealed class ForecasterTests
{
    private static readonly ForecastOptions Day = new() { Horizon = 24, Season = 24 };

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { double.NaN, double.PositiveInfinity })]
    public void Without_a_finite_value_there_is_no_forecast(double[] values) =>
        Should.Throw<ArgumentException>(() => Forecaster.Of(values, Day)).Message.ShouldContain("no finite value");

    [Theory]
    [InlineData(0, 24, 1)]
    [InlineData(-1, 24, 1)]
    [InlineData(5, 1, 1)]
    [InlineData(5, 24, 0)]
    public void Options_out_of_range_are_refused(int horizon, int season, int spacingHours) =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            Forecaster.Of([1, 2, 3], new ForecastOptions { Horizon = horizon, Season = season, Spacing = TimeSpan.FromHours(spacingHours) }));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_few_values_give_the_last_one_and_intervals_wider_than_the_value_itself(int count)
    {
        var forecast = Forecaster.Of([.. Enumerable.Repeat(50d, count)], Day);

        forecast.Steps.Count.ShouldBe(24);
        foreach (var step in forecast.Steps)
        {
            step.Mean.ShouldBe(50, 1e-9);
            (step.Interval95.Upper - step.Interval95.Lower).ShouldBeGreaterThan(50);
        }
    }

    [Fact]
    public void Intervals_hold_the_mean_and_one_another_for_series_of_any_length_with_any_gaps() =>
        Gen.Select(Gen.Double[-100, 100].Array[1, 60], Gen.Bool.Array[1, 60], Gen.Int[1, 30]).Sample((values, gaps, horizon) =>
        {
            for (var t = 1; t < values.Length; t++)
            {
                if (gaps[t % gaps.Length])
                    values[t] = double.NaN;
            }

            foreach (var step in Forecaster.Of(values, new ForecastOptions { Horizon = horizon }).Steps)
            {
                double.IsFinite(step.Interval95.Upper - step.Interval95.Lower).ShouldBeTrue();
                step.Interval95.Lower.ShouldBeLessThanOrEqualTo(step.Interval80.Lower);
                step.Interval80.Lower.ShouldBeLessThanOrEqualTo(step.Mean);
                step.Mean.ShouldBeLessThanOrEqualTo(step.Interval80.Upper);
                step.Interval80.Upper.ShouldBeLessThanOrEqualTo(step.Interval95.Upper);
            }
        }, iter: 50);

    [Theory]
    [InlineData(0)]
    [InlineData(7.25)]
    [InlineData(-3)]
    public void A_constant_series_stays(double value) =>
        Forecaster.Of([.. Enumerable.Repeat(value, 200)], Day).Steps.ShouldAllBe(step =>
            Math.Abs(step.Mean - value) < 1e-6 && step.Interval95.Upper - step.Interval95.Lower < 1e-6);

    [Fact]
    public void A_line_goes_on()
    {
        var forecast = Forecaster.Of([.. Enumerable.Range(0, 120).Select(t => 10 + 0.5 * t)], new ForecastOptions { Horizon = 20 });

        foreach (var step in forecast.Steps)
            step.Mean.ShouldBe(10 + 0.5 * (119 + step.Step), 0.01);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(24)]
    public void A_season_that_is_given_or_found_goes_on(int season)
    {
        double[] values = [.. Enumerable.Range(0, 10 * season).Select(t => 50 + 10 * Math.Sin(2 * Math.PI * t / season) + (t % season == 2 ? 5 : 0))];

        foreach (var options in new[] { new ForecastOptions { Horizon = 30, Season = season }, new ForecastOptions { Horizon = 30 } })
        {
            var forecast = Forecaster.Of(values, options);
            forecast.Periods[0].ShouldBe(season);
            foreach (var step in forecast.Steps)
                step.Mean.ShouldBe(values[(values.Length - 1 + step.Step) % season], 1e-3);
        }
    }

    [Fact]
    public void A_week_is_found_where_only_the_day_is_given()
    {
        var random = new Random(5);
        double[] values = [.. Enumerable.Range(0, 168 * 5).Select(t => (t / 24 % 7 < 5 ? 100 : 20) * (1.5 + Math.Sin(2 * Math.PI * t / 24)) + Simulated.Normal(random))];

        var forecast = Forecaster.Of(values[..(168 * 4)], new ForecastOptions { Horizon = 168, Season = 24 });

        forecast.Periods.ShouldBe([24, 168]);
        foreach (var step in forecast.Steps)
            step.Mean.ShouldBe(values[168 * 4 - 1 + step.Step], 12);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(0.001)]
    public void A_series_in_other_units_has_the_same_forecast_in_them(double factor)
    {
        var values = Simulated.Daily(3, 300);

        var plain = Forecaster.Of(values, Day).Steps;
        var scaled = Forecaster.Of([.. values.Select(value => value * factor)], Day).Steps;

        for (var i = 0; i < plain.Count; i++)
        {
            scaled[i].Mean.ShouldBe(plain[i].Mean * factor, 1e-6 * factor * plain[i].Mean);
            scaled[i].Interval95.Upper.ShouldBe(plain[i].Interval95.Upper * factor, 1e-6 * factor * plain[i].Mean);
        }
    }

    [Fact]
    public void Gaps_and_bursts_in_the_past_hardly_move_the_forecast()
    {
        var values = Simulated.Daily(4, 480);
        double[] spoiled = [.. values];
        for (var t = 5; t < spoiled.Length; t += 37)
            spoiled[t] = double.NaN;
        for (var t = 60; t < spoiled.Length; t += 140)
            (spoiled[t], spoiled[t + 1]) = (5000, 3000);

        var clean = Forecaster.Of(values, Day).Steps;
        var poisoned = Forecaster.Of(spoiled, Day).Steps;

        for (var i = 0; i < clean.Count; i++)
        {
            poisoned[i].Mean.ShouldBe(clean[i].Mean, 5);
            (poisoned[i].Interval95.Upper - poisoned[i].Interval95.Lower).ShouldBeLessThan(1.5 * (clean[i].Interval95.Upper - clean[i].Interval95.Lower));
        }
    }

    [Fact]
    public void Positive_values_never_get_a_negative_bound()
    {
        var random = new Random(8);
        double[] values = [.. Enumerable.Range(0, 200).Select(_ => 5 * Math.Exp(1.5 * Simulated.Normal(random)))];

        Forecaster.Of(values, new ForecastOptions { Horizon = 48 }).Steps.ShouldAllBe(step => step.Interval95.Lower >= 0);
    }

    [Fact]
    public void The_probability_of_exceeding_agrees_with_the_intervals()
    {
        foreach (var step in Forecaster.Of(Simulated.Daily(6, 400), Day).Steps)
        {
            step.ProbabilityAbove(step.Mean).ShouldBe(0.5, 0.02);
            step.ProbabilityAbove(step.Interval80.Upper).ShouldBe(0.1, 0.01);
            step.ProbabilityAbove(step.Interval95.Upper).ShouldBe(0.025, 0.01);
            step.ProbabilityAbove(step.Interval95.Lower).ShouldBe(0.975, 0.01);
            step.ProbabilityAbove(1e6).ShouldBeLessThan(0.005);
            step.ProbabilityAbove(-1e6).ShouldBeGreaterThan(0.995);
        }
    }

    [Fact]
    public void Weights_are_shares_and_the_methods_that_know_the_season_have_nearly_all()
    {
        var forecast = Forecaster.Of(Simulated.Daily(7, 400, noise: 2), Day);

        forecast.Methods.Sum(method => method.Weight).ShouldBe(1, 1e-9);
        forecast.Methods.Where(method => method.Method.Contains('(', StringComparison.Ordinal)).Sum(method => method.Weight).ShouldBeGreaterThan(0.8);
    }
}

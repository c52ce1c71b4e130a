using AkkaApiBench.Analytics.Forecasting;

namespace AkkaApiBench.Analytics.Tests.Forecasting;

/// <summary>Whether intervals keep their word on series whose law is known; seeds are fixed.</summary>
public sealed class CoverageTests
{
    private const int Repetitions = 40;
    private const int Horizon = 24;

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.8)]
    public void Ten_days_of_a_daily_wave_with_autoregressive_noise(double correlation) =>
        Check(seed => Simulated.Daily(seed, 240 + Horizon, correlation: correlation), season: 24);

    /// <summary>Methods with a season of a week can be tried from the last origins only.</summary>
    [Fact]
    public void Two_weeks_with_a_daily_and_a_weekly_wave() => Check(
        seed => [.. Simulated.Daily(seed, 336 + Horizon, correlation: 0.5).Select((value, hour) => value + 10 * Math.Sin(2 * Math.PI * hour / 168))], season: 24);

    [Fact]
    public void Positive_values_that_spread_with_their_level() =>
        Check(seed => [.. Simulated.Daily(seed, 240 + Horizon, level: 0, wave: 0.8, noise: 0.2).Select(Math.Exp)], season: 24);

    [Fact]
    public void An_autoregression_without_season() =>
        Check(seed => Simulated.Daily(seed, 120 + Horizon, wave: 0, correlation: 0.5), season: null);

    private static void Check(Func<int, double[]> simulate, int? season)
    {
        int within80 = 0, within95 = 0;
        for (var seed = 0; seed < Repetitions; seed++)
        {
            var values = simulate(seed);
            var forecast = Forecaster.Of(values[..^Horizon], new ForecastOptions { Horizon = Horizon, Season = season });
            foreach (var step in forecast.Steps)
            {
                var actual = values[^(Horizon - step.Step + 1)];
                within80 += step.Interval80.Contains(actual) ? 1 : 0;
                within95 += step.Interval95.Contains(actual) ? 1 : 0;
            }
        }

        (within80 / (double)(Repetitions * Horizon)).ShouldBeInRange(0.74, 0.90);
        (within95 / (double)(Repetitions * Horizon)).ShouldBeInRange(0.91, 0.99);
    }
}

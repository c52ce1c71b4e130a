using AkkaApiBench.Analytics.Forecasting.Methods;
using AkkaApiBench.Analytics.Forecasting.Numerics;

namespace AkkaApiBench.Analytics.Tests.Forecasting;

public sealed class MethodTests
{
    public static TheoryData<string> Names => [.. ForecastMethods.All.Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_seasons_of_one_series_are_continued(string name)
    {
        static double At(int t) => 100 + 10 * Math.Sin(2 * Math.PI * t / 24) + 5 * Math.Cos(2 * Math.PI * t / 168);
        double[] values = [.. Enumerable.Range(0, 168 * 5).Select(At)];

        var forecast = MethodOf(name).Forecast(values, [24, 168], 48);

        for (var step = 0; step < 48; step++)
            forecast[step].ShouldBe(At(values.Length + step), 3);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_fewest_values_are_enough(string name)
    {
        foreach (int[] periods in new[] { Array.Empty<int>(), [7], [24, 168] })
        {
            var method = MethodOf(name);
            var values = Simulated.Daily(1, method.MinimumOf(periods));
            method.Forecast(values, periods, 30).ShouldAllBe(value => double.IsFinite(value));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_series_moved_up_has_its_forecast_moved_up(string name)
    {
        var values = Simulated.Daily(2, 300);

        var plain = MethodOf(name).Forecast(values, [24], 30);
        var moved = MethodOf(name).Forecast([.. values.Select(value => value + 1000)], [24], 30);

        for (var step = 0; step < 30; step++)
            moved[step].ShouldBe(plain[step] + 1000, 1e-6);
    }

    [Fact]
    public void An_autoregression_is_recovered()
    {
        var values = Simulated.Daily(11, 20_000, level: 0, wave: 0, correlation: 0.7, noise: 1);

        var fitted = Autoregression.Fit(values, 5);

        fitted.Coefficients[0].ShouldBe(0.7, 0.03);
        fitted.Coefficients.Skip(1).ShouldAllBe(weight => Math.Abs(weight) < 0.05);
        fitted.Forecast([0, 0, 0, 0, 8], 2)[1].ShouldBe(8 * 0.49, 0.5);
    }

    [Fact]
    public void Least_squares_finds_the_coefficients_and_gives_a_column_that_repeats_another_nothing()
    {
        var random = new Random(1);
        var equations = new NormalEquations(3);
        for (var i = 0; i < 50; i++)
        {
            var x = Simulated.Normal(random);
            equations.Add([1, x, x], 3 - 2 * x);
        }

        var solution = equations.Solve([0, 0, 0]);

        solution[0].ShouldBe(3, 1e-9);
        solution[1].ShouldBe(-2, 1e-9);
        solution[2].ShouldBe(0, 1e-9);
    }

    private static IForecastMethod MethodOf(string name) => ForecastMethods.All.Single(method => method.Name == name);
}

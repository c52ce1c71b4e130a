using AkkaApiBench.Analytics.Forecasting;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Node.Gateway.Insights;

/// <summary>Forecasts a target's history from now on.</summary>
internal static class SeriesForecast
{
    /// <summary>Forecasts the steps that are not over. Steps without values since the last one are forecast as well, and left out.</summary>
    /// <param name="known">What is known; enough (see <see cref="ForecastHorizon.WhyNot"/>).</param>
    /// <param name="horizon">How far.</param>
    /// <param name="end">The end of the last step that is over.</param>
    public static Forecast Of(KnownValues known, ForecastHorizon horizon, DateTimeOffset end)
    {
        var over = (int)((end - known.End) / known.Step);
        var forecast = Forecaster.Of(known.Values, new ForecastOptions { Horizon = over + horizon.Steps, Spacing = known.Step });
        return forecast with { Steps = [.. forecast.Steps.Skip(over)] };
    }

    public static ForecastView ViewOf(ForecastQuery query, KnownValues known, Forecast forecast, DateTimeOffset begin)
    {
        var step = query.Horizon.Step;
        return new ForecastView
        {
            Target = query.Target.Value,
            Metric = query.Metric.Name,
            Unit = query.Metric.Unit.Name(),
            Horizon = query.Horizon.Name,
            ResolutionS = step.TotalSeconds,
            Values = known.Count,
            FirstValueAt = known.Start,
            LastValueAt = known.Last,
            SeasonsS = [.. forecast.Periods.Select(period => (period * step).TotalSeconds)],
            Methods = [.. forecast.Methods.Select(method => new MethodView(method.Method, method.Weight, method.RelativeError))],
            Steps = [.. forecast.Steps.Select((one, at) => ViewOf(one, begin + at * step, query.Metric.Unit))],
            Breaches = query.Objectives.Count == 0 ? null : [.. query.Objectives.Select(objective => ViewOf(objective, forecast, begin, step))],
        };
    }

    private static ForecastStepView ViewOf(ForecastStep step, DateTimeOffset at, Unit unit)
    {
        // A method knows no bounds; what is measured has them.
        double Possible(double value) => Math.Clamp(value, 0, unit is Unit.Share ? 1 : double.MaxValue);
        return new ForecastStepView(
            at, Possible(step.Mean), Possible(step.Interval80.Lower), Possible(step.Interval80.Upper), Possible(step.Interval95.Lower), Possible(step.Interval95.Upper));
    }

    private static BreachView ViewOf(Condition objective, Forecast forecast, DateTimeOffset begin, TimeSpan step)
    {
        var breach = BreachForecast.Of(objective, forecast);
        var (atLeast, atMost) = breach.AnyStep;
        DateTimeOffset? TimeOf(int? number) => number is { } one ? begin + (one - 1) * step : null;
        return new BreachView(
            objective.Expression, atLeast, atMost, TimeOf(breach.FirstStep(atLeast))!.Value, atLeast, TimeOf(breach.FirstStep(0.5)), breach.Probabilities);
    }
}

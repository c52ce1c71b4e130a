using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Analytics.Forecasting;

/// <summary>When, and how likely, a condition will be broken.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Probabilities">For each step, the next one first, how likely its value breaks it.</param>
public sealed record BreachForecast(Condition Condition, IReadOnlyList<double> Probabilities)
{
    /// <summary>Reads the chances from a forecast.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="forecast">The forecast of what it judges, in its unit: milliseconds for times.</param>
    public static BreachForecast Of(Condition condition, Forecast forecast)
    {
        var breaksAbove = condition.Comparison is Comparison.Less or Comparison.AtMost;
        return new BreachForecast(condition, [.. forecast.Steps.Select(step => step.ProbabilityAbove(condition.Limit)).Select(above => breaksAbove ? above : 1 - above)]);
    }

    /// <summary>The first step, from 1, at which a breach is at least as likely as <paramref name="probability"/>; null for none.</summary>
    public int? FirstStep(double probability) =>
        Probabilities.Select((value, i) => (value, Step: i + 1)).Where(step => step.value >= probability).Select(step => (int?)step.Step).FirstOrDefault();

    /// <summary>
    /// How likely at least one step breaks it, between what holds if steps go together and what holds if they have nothing to do
    /// with one another.
    /// </summary>
    public (double AtLeast, double AtMost) AnyStep => (Probabilities.Max(), 1 - Probabilities.Aggregate(1d, (none, step) => none * (1 - step)));
}

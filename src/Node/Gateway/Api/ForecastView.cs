using System.Text.Json.Serialization;

namespace AkkaApiBench.Node.Gateway.Api;

/// <summary>What a series of a target will be, as <c>/api/v1/forecasts</c> shows it.</summary>
public sealed record ForecastView
{
    /// <summary>The target's identity over all runs.</summary>
    public required string Target { get; init; }

    /// <summary>The series.</summary>
    public required string Metric { get; init; }

    /// <summary>What its values are counted in, as in <see cref="SeriesValuesView.Unit"/>.</summary>
    public required string Unit { get; init; }

    /// <summary><c>hour</c>, <c>day</c> or <c>week</c>.</summary>
    public required string Horizon { get; init; }

    /// <summary>The length of a step, in seconds.</summary>
    public required double ResolutionS { get; init; }

    /// <summary>How many values it rests on.</summary>
    public required int Values { get; init; }

    /// <summary>When the first of them begins.</summary>
    public required DateTimeOffset FirstValueAt { get; init; }

    /// <summary>When the last of them begins.</summary>
    public required DateTimeOffset LastValueAt { get; init; }

    /// <summary>The lengths of the seasons that were considered, in seconds.</summary>
    public required IReadOnlyList<double> SeasonsS { get; init; }

    /// <summary>What made it, the weightiest first.</summary>
    public required IReadOnlyList<MethodView> Methods { get; init; }

    /// <summary>The steps, that which lasts now first.</summary>
    public required IReadOnlyList<ForecastStepView> Steps { get; init; }

    /// <summary>For each objective that was asked for, whether it will be broken; null where none was.</summary>
    public IReadOnlyList<BreachView>? Breaches { get; init; }
}

/// <summary>A method's part in a forecast.</summary>
/// <param name="Method">Its name, with the lengths of its seasons in steps.</param>
/// <param name="Weight">Its share, 0 to 1.</param>
/// <param name="RelativeError">Its mean absolute error on the past, relative to that of repeating the last value.</param>
public sealed record MethodView(string Method, double Weight, double RelativeError);

/// <summary>What a value will be.</summary>
/// <param name="At">When the step begins.</param>
/// <param name="Mean">The middle: as likely too low as too high.</param>
/// <param name="Lo80">The lower end of what holds it with 80 %.</param>
/// <param name="Hi80">The upper end.</param>
/// <param name="Lo95">The lower end of what holds it with 95 %.</param>
/// <param name="Hi95">The upper end.</param>
public sealed record ForecastStepView(
    DateTimeOffset At, double Mean,
    [property: JsonPropertyName("lo80")] double Lo80, [property: JsonPropertyName("hi80")] double Hi80,
    [property: JsonPropertyName("lo95")] double Lo95, [property: JsonPropertyName("hi95")] double Hi95);

/// <summary>Whether, when and how likely an objective will be broken.</summary>
/// <param name="Slo">The objective.</param>
/// <param name="AnyAtLeast">The chance that any step breaks it, if steps go together.</param>
/// <param name="AnyAtMost">The same, if steps have nothing to do with one another.</param>
/// <param name="MostLikelyAt">The first step of those that break it most likely.</param>
/// <param name="Probability">The chance of that step.</param>
/// <param name="LikelyFrom">The first step that breaks it as likely as not; null for none.</param>
/// <param name="Probabilities">The chance of each step.</param>
public sealed record BreachView(
    string Slo, double AnyAtLeast, double AnyAtMost, DateTimeOffset MostLikelyAt, double Probability, DateTimeOffset? LikelyFrom, IReadOnlyList<double> Probabilities);

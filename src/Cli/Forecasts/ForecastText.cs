using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AkkaApiBench.Analytics.Forecasting;

namespace AkkaApiBench.Cli.Forecasts;

/// <summary>Writes forecasts for machines.</summary>
internal static class ForecastText
{
    private static readonly ForecastJsonContext Context = new(
        new JsonSerializerOptions(ForecastJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The lines <c>step,mean,lo80,hi80,lo95,hi95</c>.</summary>
    public static string Csv(FileForecast forecast)
    {
        var text = new StringBuilder("step,mean,lo80,hi80,lo95,hi95\n");
        foreach (var step in forecast.Forecast.Steps)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{step.Step},{step.Mean},{step.Interval80.Lower},{step.Interval80.Upper},{step.Interval95.Lower},{step.Interval95.Upper}\n");
        }

        return text.ToString();
    }

    /// <summary>All forecasts, and how they came about.</summary>
    public static string Json(IEnumerable<FileForecast> forecasts) => JsonSerializer.Serialize(
        new ForecastsJson(ForecastsJson.SchemaName, [.. forecasts.Select(forecast => new ForecastJson(
            forecast.File, forecast.Grid.Spacing?.TotalSeconds, forecast.Grid.Values.Count, forecast.Forecast.Periods, forecast.Forecast.Methods,
            [.. forecast.Forecast.Steps.Select(StepOf)]))]),
        Context.ForecastsJson);

    private static StepJson StepOf(ForecastStep step) => new(
        step.Step, step.Mean, step.Interval80.Lower, step.Interval80.Upper, step.Interval95.Lower, step.Interval95.Upper);
}

internal sealed record ForecastsJson(string Schema, IReadOnlyList<ForecastJson> Forecasts)
{
    public const string SchemaName = "apibench.forecast/1";
}

internal sealed record ForecastJson(
    string File, double? SpacingS, int Values, IReadOnlyList<int> Seasons, IReadOnlyList<MethodWeight> Methods, IReadOnlyList<StepJson> Steps);

internal sealed record StepJson(
    int Step, double Mean,
    [property: JsonPropertyName("lo80")] double Lo80, [property: JsonPropertyName("hi80")] double Hi80,
    [property: JsonPropertyName("lo95")] double Lo95, [property: JsonPropertyName("hi95")] double Hi95);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(ForecastsJson))]
internal sealed partial class ForecastJsonContext : JsonSerializerContext;

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Messages.Results;

/// <summary>Writes and reads <c>result.json</c>, and writes comparisons of results.</summary>
public static class ResultJson
{
    /// <summary>How a result looks as JSON.</summary>
    /// <remarks>Characters such as <c>&lt;</c> stay readable: who puts the text into HTML must escape it.</remarks>
    private static readonly JsonTypeInfo<RunResult> Shape = ShapeOf<RunResult>();

    private static readonly JsonTypeInfo<ComparisonReport> ComparisonShape = ShapeOf<ComparisonReport>();

    /// <summary>How results write their enumerations: for those who put results into answers of their own.</summary>
    public static IReadOnlyList<JsonConverter> Converters => [.. ResultJsonContext.Default.Options.Converters];

    /// <summary>The result as indented JSON.</summary>
    public static string Write(RunResult result) => JsonSerializer.Serialize(result, Shape);

    /// <summary>The comparison of results as indented JSON.</summary>
    public static string Write(ComparisonReport report) => JsonSerializer.Serialize(report, ComparisonShape);

    /// <summary>Writes the result as indented UTF-8 JSON.</summary>
    public static Task WriteAsync(Stream stream, RunResult result, CancellationToken cancellation = default) =>
        JsonSerializer.SerializeAsync(stream, result, Shape, cancellation);

    /// <summary>Reads a result. Fields that are not known are passed over.</summary>
    /// <exception cref="FormatException">The text is not a result of this schema; the message says what is wrong and where.</exception>
    public static RunResult Read(string json)
    {
        try
        {
            // The schema is looked at first: a later one may lack what this one requires.
            var schema = JsonSerializer.Deserialize(json, ResultJsonContext.Default.SchemaOnly)?.Schema;
            return schema == RunResult.SchemaName
                ? JsonSerializer.Deserialize(json, Shape)!
                : throw new FormatException($"schema: {(schema is null ? "nothing" : $"'{schema}'")} is not allowed; allowed: {RunResult.SchemaName}");
        }
        catch (JsonException error)
        {
            throw new FormatException($"not a result of schema {RunResult.SchemaName}: {error.Message}", error);
        }
    }

    private static JsonTypeInfo<T> ShapeOf<T>() => (JsonTypeInfo<T>)
        new JsonSerializerOptions(ResultJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }.GetTypeInfo(typeof(T));
}

internal sealed record SchemaOnly(string? Schema);

internal sealed class SnakeCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    Converters =
    [
        typeof(SnakeCaseEnum<RunStatus>), typeof(SnakeCaseEnum<Verdict>), typeof(SnakeCaseEnum<TokenSource>),
        typeof(SnakeCaseEnum<ProbeEnd>), typeof(SnakeCaseEnum<BindingLimit>), typeof(SnakeCaseEnum<LimitShape>), typeof(SnakeCaseEnum<RetryAfterVerdict>),
        typeof(SnakeCaseEnum<ContextEdge>), typeof(SnakeCaseEnum<CountingVerdict>), typeof(SnakeCaseEnum<CaseVerdict>),
        typeof(SnakeCaseEnum<AnomalyKind>), typeof(SnakeCaseEnum<Severity>),
    ],
    WriteIndented = true)]
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(ComparisonReport))]
[JsonSerializable(typeof(SchemaOnly))]
internal sealed partial class ResultJsonContext : JsonSerializerContext;

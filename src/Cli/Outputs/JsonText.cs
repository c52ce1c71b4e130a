using System.Text.Encodings.Web;
using System.Text.Json;

namespace AkkaApiBench.Cli.Outputs;

/// <summary>Small answers as JSON, in snake case.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>An answer as one line of JSON.</summary>
    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Options);
}

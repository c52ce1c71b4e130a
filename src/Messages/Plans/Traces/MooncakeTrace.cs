using System.Globalization;
using System.Text.Json;

namespace AkkaApiBench.Messages.Plans.Traces;

/// <summary>
/// Mooncake's traces (github.com/kvcache-ai/Mooncake): a JSON object a line with <c>timestamp</c> in milliseconds,
/// <c>input_length</c> and <c>output_length</c>. The hashes of prompt blocks are passed over.
/// </summary>
internal sealed class MooncakeTrace : ITraceFormat, ITraceLines
{
    public static readonly MooncakeTrace Instance = new();

    public string Name => "mooncake";

    public string FirstLine => """{"timestamp": 0, "input_length": 6755, "output_length": 500}""";

    public bool HasHeader => false;

    public ITraceLines? Open(string firstLine) => firstLine.StartsWith('{') ? this : null;

    public TraceRequest Read(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var fields = document.RootElement;
            return fields.ValueKind is JsonValueKind.Object
                ? new TraceRequest(
                    Whole(fields, "timestamp", TraceRequest.MaxAtMs),
                    (int)Whole(fields, "input_length", TraceRequest.MaxTokens),
                    (int)Whole(fields, "output_length", TraceRequest.MaxTokens))
                : throw new TraceLineException(null, ErrorText.OfText(line), FirstLine);
        }
        catch (JsonException)
        {
            throw new TraceLineException(null, ErrorText.OfText(line), FirstLine);
        }
    }

    private static long Whole(JsonElement fields, string name, long max)
    {
        var value = fields.TryGetProperty(name, out var found) ? found : default;
        return value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var whole) && whole >= 0 && whole <= max ? whole
            : throw new TraceLineException(name, value.ValueKind is JsonValueKind.Undefined ? "nothing" : ErrorText.OfText(value.GetRawText()),
                string.Create(CultureInfo.InvariantCulture, $"a whole number from 0 to {max}"));
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace AkkaApiBench.Messages.Plans.Traces;

/// <summary>
/// Mooncake's traces (github.com/kvcache-ai/Mooncake): a JSON object a line with <c>timestamp</c> in milliseconds,
/// <c>input_length</c>, <c>output_length</c> and, if it is there, <c>hash_ids</c>: a number for each block of 512 tokens of the prompt,
/// the same for blocks that had the same text and all before them the same.
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
            if (fields.ValueKind is not JsonValueKind.Object)
                throw new TraceLineException(null, ErrorText.OfText(line), FirstLine);
            var input = (int)Whole(fields, "input_length", TraceRequest.MaxTokens);
            return new TraceRequest(Whole(fields, "timestamp", TraceRequest.MaxAtMs), input, (int)Whole(fields, "output_length", TraceRequest.MaxTokens))
            {
                Blocks = Blocks(fields, TraceRequest.BlocksOf(input)),
            };
        }
        catch (JsonException)
        {
            throw new TraceLineException(null, ErrorText.OfText(line), FirstLine);
        }
    }

    /// <summary>The numbers of the blocks that there are; a trace may have one too many, or none for a block that is not full.</summary>
    private static ImmutableArray<int> Blocks(JsonElement fields, int most)
    {
        const string name = "hash_ids";
        if (!fields.TryGetProperty(name, out var list) || list.ValueKind is JsonValueKind.Null)
            return [];
        if (list.ValueKind is not JsonValueKind.Array)
            throw new TraceLineException(name, ErrorText.OfText(list.GetRawText()), "a list of whole numbers");
        return [.. list.EnumerateArray().Take(most).Select(id => id.ValueKind is JsonValueKind.Number && id.TryGetInt32(out var block) && block >= 0 ? block
            : throw new TraceLineException(name, ErrorText.OfText(id.GetRawText()), string.Create(CultureInfo.InvariantCulture, $"whole numbers from 0 to {TraceRequest.MaxBlock}")))];
    }

    private static long Whole(JsonElement fields, string name, long max)
    {
        var value = fields.TryGetProperty(name, out var found) ? found : default;
        return value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var whole) && whole >= 0 && whole <= max ? whole
            : throw new TraceLineException(name, value.ValueKind is JsonValueKind.Undefined ? "nothing" : ErrorText.OfText(value.GetRawText()),
                string.Create(CultureInfo.InvariantCulture, $"a whole number from 0 to {max}"));
    }
}

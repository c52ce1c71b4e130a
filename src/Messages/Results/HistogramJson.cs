using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AkkaApiBench.Messages.Results;

/// <summary>One non-empty bucket of a histogram in a file.</summary>
/// <param name="LowestUs">The smallest value of the bucket, in microseconds.</param>
/// <param name="Count">How many values fell into it.</param>
public readonly record struct HistogramBucket(long LowestUs, long Count);

/// <summary>Writes buckets as <c>[[lowest_us, count], …]</c> on one line: indented they would be most of the file.</summary>
internal sealed class HistogramJson : JsonConverter<IReadOnlyList<HistogramBucket>>
{
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<HistogramBucket> value, JsonSerializerOptions options)
    {
        var text = new StringBuilder("[");
        foreach (var bucket in value)
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length == 1 ? "" : ",")}[{bucket.LowestUs},{bucket.Count}]");
        writer.WriteRawValue(text.Append(']').ToString(), skipInputValidation: true);
    }

    public override IReadOnlyList<HistogramBucket> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var buckets = new List<HistogramBucket>();
        Expect(reader.TokenType is JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            Expect(reader.TokenType is JsonTokenType.StartArray);
            buckets.Add(new HistogramBucket(Number(ref reader), Number(ref reader)));
            Expect(reader.Read() && reader.TokenType is JsonTokenType.EndArray);
        }

        return buckets;
    }

    private static long Number(ref Utf8JsonReader reader)
    {
        Expect(reader.Read() && reader.TokenType is JsonTokenType.Number);
        Expect(reader.TryGetInt64(out var number));
        return number;
    }

    /// <summary>An exception without a message gets one that names the field.</summary>
    private static void Expect(bool isSo)
    {
        if (!isSo)
            throw new JsonException();
    }
}

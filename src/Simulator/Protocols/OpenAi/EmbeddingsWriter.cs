using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using AkkaApiBench.Simulator.Behaviour;

namespace AkkaApiBench.Simulator.Protocols.OpenAi;

/// <summary>Writes vectors of length 1, which are never streamed.</summary>
internal sealed class EmbeddingsWriter(Answer answer) : IAnswerWriter
{
    private readonly EmbeddingRequest _request = answer.Request.Embedding!;

    public void Opening(IBufferWriter<byte> output) => throw NotStreamed();

    public void Token(IBufferWriter<byte> output, int index) => throw NotStreamed();

    public void Closing(IBufferWriter<byte> output) => throw NotStreamed();

    public void Failure(IBufferWriter<byte> output) => throw NotStreamed();

    public void Malformed(IBufferWriter<byte> output) => throw NotStreamed();

    public void Whole(IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        for (var i = 0; i < _request.Inputs; i++)
        {
            json.WriteStartObject();
            json.WriteString("object", "embedding");
            json.WriteNumber("index", i);
            WriteVector(json, Vector(answer.Plan.TextOffset + i));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("model", answer.Request.Model);
        json.WriteStartObject("usage");
        json.WriteNumber("prompt_tokens", answer.Request.InputTokens);
        json.WriteNumber("total_tokens", answer.Request.InputTokens);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteVector(Utf8JsonWriter json, float[] vector)
    {
        if (_request.IsBase64)
        {
            json.WriteBase64String("embedding", MemoryMarshal.AsBytes(vector.AsSpan()));
            return;
        }

        json.WriteStartArray("embedding");
        foreach (var number in vector)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private float[] Vector(int start)
    {
        var vector = new float[_request.Dimensions];
        for (var i = 0; i < vector.Length; i++)
            vector[i] = MathF.Sin((start + 1) * (i + 1));
        var length = MathF.Sqrt(vector.Sum(number => number * number));
        return [.. vector.Select(number => number / length)];
    }

    private static InvalidOperationException NotStreamed() => new("embeddings are not streamed");
}

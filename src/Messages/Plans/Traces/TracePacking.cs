using System.Collections.Immutable;
using System.IO.Compression;

namespace AkkaApiBench.Messages.Plans.Traces;

/// <summary>
/// Packs a trace for messages: a column of time differences, one of input and one of output tokens, all as variable-length
/// integers, compressed. Recorded traces come to some 4 bytes a request.
/// </summary>
internal static class TracePacking
{
    public static byte[] Pack(ImmutableArray<TraceRequest> requests)
    {
        using var packed = new MemoryStream();
        using (var compressed = new BrotliStream(packed, CompressionLevel.Optimal))
        using (var writer = new BinaryWriter(compressed))
        {
            writer.Write7BitEncodedInt(requests.Length);
            var before = 0L;
            foreach (var request in requests)
            {
                writer.Write7BitEncodedInt64(ZigZag(request.AtMs - before));
                before = request.AtMs;
            }

            foreach (var request in requests)
                writer.Write7BitEncodedInt(request.InputTokens);
            foreach (var request in requests)
                writer.Write7BitEncodedInt(request.OutputTokens);
        }

        return packed.ToArray();
    }

    public static ImmutableArray<TraceRequest> Unpack(byte[] packed)
    {
        using var reader = new BinaryReader(new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress));
        var count = reader.Read7BitEncodedInt();
        var (times, inputs) = (new long[count], new int[count]);
        var at = 0L;
        for (var i = 0; i < count; i++)
            times[i] = at += UnZigZag(reader.Read7BitEncodedInt64());
        for (var i = 0; i < count; i++)
            inputs[i] = reader.Read7BitEncodedInt();
        var requests = ImmutableArray.CreateBuilder<TraceRequest>(count);
        for (var i = 0; i < count; i++)
            requests.Add(new TraceRequest(times[i], inputs[i], reader.Read7BitEncodedInt()));
        return requests.MoveToImmutable();
    }

    private static long ZigZag(long value) => (value << 1) ^ (value >> 63);

    private static long UnZigZag(long value) => (long)((ulong)value >> 1) ^ -(value & 1);
}

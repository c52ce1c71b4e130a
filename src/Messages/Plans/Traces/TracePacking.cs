using System.Collections.Immutable;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace AkkaApiBench.Messages.Plans.Traces;

/// <summary>
/// Packs a trace for messages: a column of time differences, one of input and one of output tokens, all as variable-length
/// integers, compressed; recorded traces come to some 4 bytes a request. Behind them are the blocks of prompts where the trace has
/// them, each as the difference from the one that would follow the one before: new blocks are numbered one after the other.
/// </summary>
internal static class TracePacking
{
    private const byte HasBlocks = 1;

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
            if (requests.Any(request => !request.Blocks.IsEmpty))
                WriteBlocks(writer, requests);
        }

        return packed.ToArray();
    }

    public static ImmutableArray<TraceRequest> Unpack(byte[] packed)
    {
        using var stream = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var reader = new BinaryReader(stream);
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
        if (stream.ReadByte() == HasBlocks)
            ReadBlocks(reader, requests);
        return requests.MoveToImmutable();
    }

    private static void WriteBlocks(BinaryWriter writer, ImmutableArray<TraceRequest> requests)
    {
        writer.Write(HasBlocks);
        foreach (var request in requests)
            writer.Write7BitEncodedInt(request.Blocks.Length);
        var next = 0L;
        foreach (var block in requests.SelectMany(request => request.Blocks))
        {
            writer.Write7BitEncodedInt64(ZigZag(block - next));
            next = block + 1L;
        }
    }

    private static void ReadBlocks(BinaryReader reader, ImmutableArray<TraceRequest>.Builder requests)
    {
        var counts = new int[requests.Count];
        for (var i = 0; i < counts.Length; i++)
            counts[i] = reader.Read7BitEncodedInt();
        var next = 0L;
        for (var i = 0; i < counts.Length; i++)
        {
            var blocks = new int[counts[i]];
            for (var j = 0; j < blocks.Length; j++)
            {
                blocks[j] = (int)(next + UnZigZag(reader.Read7BitEncodedInt64()));
                next = blocks[j] + 1L;
            }

            requests[i] = requests[i] with { Blocks = ImmutableCollectionsMarshal.AsImmutableArray(blocks) };
        }
    }

    private static long ZigZag(long value) => (value << 1) ^ (value >> 63);

    private static long UnZigZag(long value) => (long)((ulong)value >> 1) ^ -(value & 1);
}

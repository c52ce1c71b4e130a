using System.Text;
using AkkaApiBench.Providers.Errors;
using AkkaApiBench.Providers.Streams;
using CsCheck;

namespace AkkaApiBench.Providers.Tests.Streams;

public class JsonLineReaderTests
{
    private static readonly Gen<byte[]> Texts =
        Gen.OneOf("\n", "\n", "\r\n", "\r", " ", "\t", "{}", "{\"a\":\"ü\"}", "x").Array[0, 40].Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces)));

    [Fact]
    public void Any_text_under_any_split_gives_its_complete_lines() =>
        Gen.Select(Texts, Gen.Int[1, 12].Array[1, 10]).Sample((text, sizes) => Read(text, sizes).ShouldBe(Lines(text)), iter: 10_000);

    [Fact]
    public void A_reader_is_as_new_after_a_reset() => Gen.Select(Texts, Texts).Sample((first, second) =>
    {
        using var buffer = new ReadBuffer(64);
        var reader = new JsonLineReader(buffer);
        Feed(reader, buffer, first, [5]);
        buffer.Clear();
        reader.Reset();
        Feed(reader, buffer, second, [7]).ShouldBe(Lines(second));
    }, iter: 2_000);

    [Fact]
    public void A_line_without_its_end_is_none() => Read("{}\n{}"u8.ToArray(), [100]).ShouldBe(["{}"]);

    [Fact]
    public void A_line_without_end_is_malformed_before_it_fills_the_memory()
    {
        using var buffer = new ReadBuffer();
        var reader = new JsonLineReader(buffer);
        var endless = new byte[1024 * 1024];
        endless.AsSpan().Fill((byte)'x');
        Should.Throw<MalformedAnswerException>(() =>
        {
            for (var i = 0; i < 18; i++)
                Feed(reader, buffer, endless, [endless.Length]);
        }).Message.ShouldContain("16 MB");
    }

    private static List<string> Lines(byte[] text)
    {
        var lines = Encoding.UTF8.GetString(text).Split('\n');
        return [.. lines[..^1].Select(line => line.Trim(' ', '\t', '\r')).Where(line => line.Length > 0)];
    }

    private static List<string> Read(byte[] text, int[] sizes)
    {
        using var buffer = new ReadBuffer(64);
        return Feed(new JsonLineReader(buffer), buffer, text, sizes);
    }

    private static List<string> Feed(JsonLineReader reader, ReadBuffer buffer, byte[] text, int[] sizes)
    {
        var lines = new List<string>();
        var rest = text.AsSpan();
        for (var i = 0; !rest.IsEmpty; i++)
        {
            var room = buffer.Room().Span;
            var count = Math.Min(Math.Min(rest.Length, room.Length), sizes[i % sizes.Length]);
            rest[..count].CopyTo(room);
            rest = rest[count..];
            buffer.Wrote(count);
            while (reader.TryRead(out var next))
                lines.Add(Encoding.UTF8.GetString(next.Data));
        }

        return lines;
    }
}

using System.Text;
using AkkaApiBench.Providers.Errors;
using AkkaApiBench.Providers.Streams;
using CsCheck;

namespace AkkaApiBench.Providers.Tests.Streams;

public class SseReaderTests
{
    // Pieces whose sequences come near every rule of the standard.
    private static readonly string[] Pieces =
    [
        "data", "data:", "data: ", "data:  x", "event:", "event: e", "event", "id: 1", "retry: 5", ":", ": comment", "datas: x", "Data: x", "eventx: y",
        " ", "x", "yy", "ü", "\"", "\r", "\n", "\r\n", "\n\n", "\r\n\r\n", "\r\r", "\uFEFF", "data: {\"a\":1}\n\n", "event: long type of event\ndata: a\ndata: bb\n\n",
    ];

    private static readonly Gen<byte[]> Streams =
        from start in Gen.OneOf("", "\uFEFF", "\n", "\uFEFF\n")
        from pieces in Gen.OneOf(Pieces).Array[0, 40]
        select Encoding.UTF8.GetBytes(start + string.Concat(pieces));

    [Fact]
    public void Any_stream_under_any_split_gives_what_the_standard_says() =>
        Gen.Select(Streams, Gen.Int[1, 12].Array[1, 10]).Sample((stream, sizes) =>
            Read(stream, sizes).ShouldBe(ReferenceParser.Parse(stream)), iter: 20_000);

    [Fact]
    public void A_reader_is_as_new_after_a_reset() => Gen.Select(Streams, Streams).Sample((first, second) =>
    {
        using var buffer = new ReadBuffer(64);
        var reader = new SseReader(buffer);
        Feed(reader, buffer, first, [5]);
        buffer.Clear();
        reader.Reset();
        Feed(reader, buffer, second, [7]).ShouldBe(ReferenceParser.Parse(second));
    }, iter: 2_000);

    [Fact]
    public void An_event_without_its_blank_line_is_none() => Read("data: a\n\ndata: b\n"u8.ToArray(), [100]).ShouldBe([("", "a")]);

    [Fact]
    public void Large_events_are_read_whole()
    {
        var data = new string('x', 3_000_000);
        Read(Encoding.UTF8.GetBytes($"data: {data}\n\ndata: {data}\n\n"), [100_000]).ShouldBe([("", data), ("", data)]);
    }

    [Fact]
    public void An_event_without_end_is_malformed_before_it_fills_the_memory()
    {
        using var buffer = new ReadBuffer();
        var reader = new SseReader(buffer);
        var endless = new byte[1024 * 1024];
        endless.AsSpan().Fill((byte)'x');
        "data: "u8.CopyTo(endless);
        Should.Throw<MalformedAnswerException>(() =>
        {
            for (var i = 0; i < 18; i++)
                Feed(reader, buffer, endless, [endless.Length]);
        }).Message.ShouldContain("16 MB");
    }

    [Fact]
    public void Comments_without_end_take_no_memory()
    {
        using var buffer = new ReadBuffer();
        var reader = new SseReader(buffer);
        var comments = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(": ping\n", 10_000)));
        for (var i = 0; i < 500; i++)
            Feed(reader, buffer, comments, [comments.Length]);
        buffer.Unread.Length.ShouldBe(0);
    }

    private static List<(string Type, string Data)> Read(byte[] stream, int[] sizes)
    {
        using var buffer = new ReadBuffer(64);
        return Feed(new SseReader(buffer), buffer, stream, sizes);
    }

    private static List<(string Type, string Data)> Feed(SseReader reader, ReadBuffer buffer, byte[] stream, int[] sizes)
    {
        var events = new List<(string, string)>();
        var rest = stream.AsSpan();
        for (var i = 0; !rest.IsEmpty; i++)
        {
            var room = buffer.Room().Span;
            var count = Math.Min(Math.Min(rest.Length, room.Length), sizes[i % sizes.Length]);
            rest[..count].CopyTo(room);
            rest = rest[count..];
            buffer.Wrote(count);
            while (reader.TryRead(out var next))
                events.Add((Encoding.Latin1.GetString(next.Type), Encoding.Latin1.GetString(next.Data)));
        }

        return events;
    }
}

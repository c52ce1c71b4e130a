using System.Text;
using AkkaApiBench.Providers.Protocols;
using AkkaApiBench.Providers.Streams;
using AkkaApiBench.Providers.Tests.Http;

namespace AkkaApiBench.Providers.Tests.Protocols;

public class AllocationTests
{
    public static TheoryData<string> Streams => new()
    {
        Answers.Text("token"),
        Answers.Text("one") + Answers.Delta("""{"reasoning":"two"}"""),
        ": comment\r\nevent: content_block_delta\r\ndata: {\"choices\":[{\"delta\":{\r\ndata: \"content\":\"x\"}}]}\r\n\r\n",
        Answers.Usage,
        Answers.Delta("{}", "\"stop\""),
    };

    [Theory]
    [MemberData(nameof(Streams))]
    public void No_event_of_a_stream_allocates(string events)
    {
        var protocol = new OpenAiChatProtocol();
        var answer = new Answer();
        using var buffer = new ReadBuffer();
        var reader = new SseReader(buffer);
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(events, 5000)));
        Read(bytes.AsSpan(0, bytes.Length / 10));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var count = Read(bytes);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        count.ShouldBeGreaterThanOrEqualTo(5000);
        allocated.ShouldBe(0);

        int Read(ReadOnlySpan<byte> rest)
        {
            var read = 0;
            while (!rest.IsEmpty)
            {
                var room = buffer.Room().Span;
                var size = Math.Min(Math.Min(rest.Length, room.Length), 1500);
                rest[..size].CopyTo(room);
                rest = rest[size..];
                buffer.Wrote(size);
                while (reader.TryRead(out var next))
                {
                    answer.ReadEvent(protocol, next.Data);
                    read++;
                }
            }

            return read;
        }
    }
}

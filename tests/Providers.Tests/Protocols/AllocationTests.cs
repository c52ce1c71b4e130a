using System.Text;
using AkkaApiBench.Providers.Protocols;
using AkkaApiBench.Providers.Streams;
using AkkaApiBench.Providers.Tests.Http;

namespace AkkaApiBench.Providers.Tests.Protocols;

public class AllocationTests
{
    public static TheoryData<string, string> Streams => new()
    {
        { "openai", Answers.Text("token") },
        { "openai", Answers.Text("one") + Answers.Delta("""{"reasoning":"two"}""") },
        { "openai", ": comment\r\nevent: content_block_delta\r\ndata: {\"choices\":[{\"delta\":{\r\ndata: \"content\":\"x\"}}]}\r\n\r\n" },
        { "openai", Answers.Usage },
        { "openai", Answers.Delta("{}", "\"stop\"") },
        { "openai-completions", "data: {\"choices\":[{\"text\":\"x\",\"index\":0,\"finish_reason\":null}]}\n\n" },
        { "openai-responses", "data: {\"type\":\"response.output_text.delta\",\"delta\":\"x\",\"sequence_number\":1}\n\ndata: {\"delta\":\"x\",\"sequence_number\":2,\"type\":\"response.output_text.delta\"}\n\n" },
        { "openai-responses", "data: {\"type\":\"response.completed\",\"response\":{\"status\":\"completed\",\"output\":[],\"usage\":{\"input_tokens\":1,\"output_tokens\":2}}}\n\n" },
        { "gemini", "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"x\",\"thought\":true}]},\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":1}}\r\n\r\n" },
        { "cohere", "data: {\"type\":\"content-delta\",\"index\":0,\"delta\":{\"message\":{\"content\":{\"text\":\"x\"}}}}\n\n" },
        { "cohere", "data: {\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"COMPLETE\",\"usage\":{\"billed_units\":{\"input_tokens\":1,\"output_tokens\":2}}}}\n\n" },
        { "ollama-native", "{\"created_at\":\"1\",\"message\":{\"content\":\"x\"},\"done\":false}\n{\"created_at\":\"2\",\"message\":{\"thinking\":\"x\"},\"done\":false}\r\n\n" },
        { "ollama-native", "{\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":1,\"eval_count\":2}\n" },
    };

    [Theory]
    [MemberData(nameof(Streams))]
    public void No_event_of_a_stream_allocates(string provider, string events)
    {
        var protocol = Presets.BuiltIn.Find(provider)!.Protocol;
        var answer = new Answer();
        using var buffer = new ReadBuffer();
        var reader = protocol.Framing!.ReaderOf(buffer);
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(events, 5000)));
        Read(bytes).ShouldBeGreaterThanOrEqualTo(5000);

        // The runtime itself may allocate a little in a thread when it compiles anew what runs often.
        Enumerable.Range(0, 3).Min(_ => Allocated()).ShouldBe(0);

        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Read(bytes);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

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
                    answer.ReadEvent(protocol, next);
                    read++;
                }
            }

            return read;
        }
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AkkaApiBench.Simulator.Behaviour;

namespace AkkaApiBench.Simulator.Protocols.Anthropic;

/// <summary>Writes an answer as the events of a message or as one message: a thinking block if there is reasoning, then a text block.</summary>
internal sealed class AnthropicAnswerWriter(Answer answer) : IAnswerWriter
{
    private const string Signature = "c2ltdWxhdGVk";

    private static readonly byte[] BeforeFirstText = Encoding.UTF8.GetBytes(BeforeDelta(0, "text"));
    private static readonly byte[] BeforeSecondText = Encoding.UTF8.GetBytes(BeforeDelta(1, "text"));
    private static readonly byte[] BeforeThinking = Encoding.UTF8.GetBytes(BeforeDelta(0, "thinking"));
    private static readonly byte[] AfterToken = Encoding.UTF8.GetBytes("\"}}\n\n");

    private readonly AnswerPlan _plan = answer.Plan;

    private bool HasReasoning => _plan.ReasoningTokens > 0;

    private bool HasText => _plan.ReasoningTokens < answer.OutputTokens;

    public void Opening(IBufferWriter<byte> output)
    {
        output.Write(Event("message_start",
            $$""","message":{{{Head}},"content":[],"stop_reason":null,"stop_sequence":null,"usage":{{Usage(outputTokens: 1)}}}"""));
        output.Write(BlockStart(0, HasReasoning));
        output.Write(Event("ping", ""));
    }

    public void Token(IBufferWriter<byte> output, int index)
    {
        if (HasReasoning && index == _plan.ReasoningTokens)
        {
            EndThinking(output);
            output.Write(BlockStart(1, thinking: false));
        }

        var before = index < _plan.ReasoningTokens ? BeforeThinking : HasReasoning ? BeforeSecondText : BeforeFirstText;
        output.Write(before, Words.At(_plan.TextOffset, index, first: index == 0 || index == _plan.ReasoningTokens), AfterToken);
    }

    public void Closing(IBufferWriter<byte> output)
    {
        if (HasText)
            output.Write(BlockStop(HasReasoning ? 1 : 0));
        else
            EndThinking(output);
        output.Write(Event("message_delta",
            $$""","delta":{"stop_reason":"{{Stop}}","stop_sequence":null},"usage":{{Usage(answer.OutputTokens)}}"""));
        output.Write(Event("message_stop", ""));
    }

    public void Failure(IBufferWriter<byte> output) =>
        output.Write(Event("error", ",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}"));

    public void Malformed(IBufferWriter<byte> output) =>
        output.Write("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":\n\n");

    public void Whole(IBufferWriter<byte> output)
    {
        var thinking = HasReasoning
            ? $$"""{"type":"thinking","thinking":"{{Words.Text(_plan.TextOffset, .._plan.ReasoningTokens, answer.OutputTokens)}}","signature":"{{Signature}}"}"""
            : "";
        var text = HasText
            ? $$"""{"type":"text","text":"{{Words.Text(_plan.TextOffset, _plan.ReasoningTokens.., answer.OutputTokens)}}"}"""
            : "";
        var comma = HasReasoning && HasText ? "," : "";
        output.Write($$"""
            {{{Head}},"content":[{{thinking}}{{comma}}{{text}}],"stop_reason":"{{Stop}}","stop_sequence":null,"usage":{{Usage(answer.OutputTokens)}}}
            """);
    }

    private string Head =>
        $"\"id\":\"msg_{answer.Id}\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"{JsonEncodedText.Encode(answer.Request.Model)}\"";

    private string Stop => _plan.StopReason switch
    {
        StopReason.Length => "max_tokens",
        StopReason.ContentFilter => "refusal",
        _ => "end_turn",
    };

    private static string BeforeDelta(int block, string kind) => string.Create(CultureInfo.InvariantCulture,
        $"event: content_block_delta\ndata: {{\"type\":\"content_block_delta\",\"index\":{block},\"delta\":{{\"type\":\"{kind}_delta\",\"{kind}\":\"");

    private static void EndThinking(IBufferWriter<byte> output)
    {
        output.Write(Event("content_block_delta", $$""","index":0,"delta":{"type":"signature_delta","signature":"{{Signature}}"}"""));
        output.Write(BlockStop(0));
    }

    private static string BlockStart(int index, bool thinking) => Event("content_block_start", string.Create(CultureInfo.InvariantCulture,
        $",\"index\":{index},\"content_block\":{(thinking ? "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}" : "{\"type\":\"text\",\"text\":\"\"}")}"));

    private static string BlockStop(int index) =>
        Event("content_block_stop", string.Create(CultureInfo.InvariantCulture, $",\"index\":{index}"));

    private static string Event(string name, string fields) => $"event: {name}\ndata: {{\"type\":\"{name}\"{fields}}}\n\n";

    // Anthropic counts what came from the cache apart from input_tokens.
    private string Usage(int outputTokens) => JsonSerializer.Serialize(new
    {
        input_tokens = answer.Request.InputTokens - _plan.CachedTokens,
        cache_creation_input_tokens = 0,
        cache_read_input_tokens = _plan.CachedTokens,
        output_tokens = outputTokens,
        output_tokens_details = new { thinking_tokens = Math.Min(outputTokens, _plan.ReasoningTokens) },
        service_tier = "standard",
    });
}

using System.Buffers;
using System.Text;
using System.Text.Json;
using AkkaApiBench.Simulator.Behaviour;

namespace AkkaApiBench.Simulator.Protocols.Cohere;

/// <summary>Writes an answer as the events of a message or as one message: a thinking block if there is reasoning, then a text block.</summary>
internal sealed class CohereAnswerWriter(Answer answer) : IAnswerWriter
{
    // What the vendor's template adds to a prompt, which is not billed.
    private const int TemplateTokens = 66;

    private static readonly byte[] BeforeFirstText = Encoding.UTF8.GetBytes(BeforeDelta(0, "text"));
    private static readonly byte[] BeforeSecondText = Encoding.UTF8.GetBytes(BeforeDelta(1, "text"));
    private static readonly byte[] BeforeThinking = Encoding.UTF8.GetBytes(BeforeDelta(0, "thinking"));
    private static readonly byte[] AfterToken = Encoding.UTF8.GetBytes("\"}}}}\n\n");

    private readonly AnswerPlan _plan = answer.Plan;

    private bool HasReasoning => _plan.ReasoningTokens > 0;

    private bool HasText => _plan.ReasoningTokens < answer.OutputTokens;

    private string Stop => _plan.StopReason is StopReason.Length ? "MAX_TOKENS" : "COMPLETE";

    public void Opening(IBufferWriter<byte> output)
    {
        output.Write($"event: message-start\ndata: {{\"id\":\"{answer.Id}\",\"type\":\"message-start\",\"delta\":{{\"message\":{{\"role\":\"assistant\",\"content\":[],\"tool_plan\":\"\",\"tool_calls\":[],\"citations\":[]}}}}}}\n\n");
        Begin(output, 0, HasReasoning ? "thinking" : "text");
    }

    public void Token(IBufferWriter<byte> output, int index)
    {
        if (HasReasoning && index == _plan.ReasoningTokens)
        {
            End(output, 0);
            Begin(output, 1, "text");
        }

        var before = index < _plan.ReasoningTokens ? BeforeThinking : HasReasoning ? BeforeSecondText : BeforeFirstText;
        output.Write(before, Words.At(_plan.TextOffset, index, first: index == 0 || index == _plan.ReasoningTokens), AfterToken);
    }

    public void Closing(IBufferWriter<byte> output)
    {
        End(output, HasReasoning && HasText ? 1 : 0);
        output.Write($"event: message-end\ndata: {{\"type\":\"message-end\",\"delta\":{{\"finish_reason\":\"{Stop}\",\"usage\":{Usage}}}}}\n\n");
        output.Write("data: [DONE]\n\n");
    }

    public void Failure(IBufferWriter<byte> output) => output.Write(
        $"event: message-end\ndata: {{\"type\":\"message-end\",\"delta\":{{\"finish_reason\":\"ERROR\",\"error\":{JsonSerializer.Serialize(ApiError.ServerError.Message)}}}}}\n\n");

    public void Malformed(IBufferWriter<byte> output) => output.Write("event: content-delta\ndata: {\"type\":\"content-delta\",\"delta\":\n\n");

    public void Whole(IBufferWriter<byte> output)
    {
        var content = new List<object>();
        if (HasReasoning)
            content.Add(new { type = "thinking", thinking = Words.Text(_plan.TextOffset, .._plan.ReasoningTokens, answer.OutputTokens) });
        if (HasText)
            content.Add(new { type = "text", text = Words.Text(_plan.TextOffset, _plan.ReasoningTokens.., answer.OutputTokens) });
        output.Write(
            $"{{\"id\":\"{answer.Id}\",\"finish_reason\":\"{Stop}\",\"message\":{{\"role\":\"assistant\",\"content\":{JsonSerializer.Serialize(content)}}},\"usage\":{Usage}}}");
    }

    private string Usage => JsonSerializer.Serialize(new
    {
        billed_units = new { input_tokens = answer.Request.InputTokens, output_tokens = answer.OutputTokens },
        tokens = new { input_tokens = answer.Request.InputTokens + TemplateTokens, output_tokens = answer.OutputTokens },
        cached_tokens = _plan.CachedTokens,
    });

    private static string BeforeDelta(int index, string kind) =>
        $"event: content-delta\ndata: {{\"type\":\"content-delta\",\"index\":{(char)('0' + index)},\"delta\":{{\"message\":{{\"content\":{{\"{kind}\":\"";

    private static void Begin(IBufferWriter<byte> output, int index, string kind) => output.Write(
        $"event: content-start\ndata: {{\"type\":\"content-start\",\"index\":{(char)('0' + index)},\"delta\":{{\"message\":{{\"content\":{{\"type\":\"{kind}\",\"{kind}\":\"\"}}}}}}}}\n\n");

    private static void End(IBufferWriter<byte> output, int index) =>
        output.Write($"event: content-end\ndata: {{\"type\":\"content-end\",\"index\":{(char)('0' + index)}}}\n\n");
}

using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AkkaApiBench.Simulator.Behaviour;

namespace AkkaApiBench.Simulator.Protocols.Gemini;

/// <summary>Writes an answer as events that each have a part and the usage so far, or as one answer. Thoughts are always shown.</summary>
internal sealed class GeminiAnswerWriter(Answer answer, string failure) : IAnswerWriter
{
    private readonly AnswerPlan _plan = answer.Plan;
    private readonly byte[] _beforeText = Encoding.UTF8.GetBytes("data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"");

    private string End => string.Create(CultureInfo.InvariantCulture, $",\"finishReason\":\"{Stop}\"");

    private string Stop => _plan.StopReason switch
    {
        StopReason.Length => "MAX_TOKENS",
        StopReason.ContentFilter => "SAFETY",
        _ => "STOP",
    };

    public void Opening(IBufferWriter<byte> output)
    {
    }

    public void Token(IBufferWriter<byte> output, int index)
    {
        var isThought = index < _plan.ReasoningTokens;
        output.Write(
            _beforeText,
            Words.At(_plan.TextOffset, index, first: index == 0 || index == _plan.ReasoningTokens),
            Encoding.UTF8.GetBytes($"\"{(isThought ? ",\"thought\":true" : "")}}}],\"role\":\"model\"}},\"index\":0}}],{Tail(index + 1)}}}\r\n\r\n"));
    }

    public void Closing(IBufferWriter<byte> output) => output.Write(
        $"data: {{\"candidates\":[{{\"content\":{{\"parts\":[{{\"text\":\"\"}}],\"role\":\"model\"}}{End},\"index\":0}}],{Tail(answer.OutputTokens)}}}\r\n\r\n");

    public void Failure(IBufferWriter<byte> output) => output.Write($"data: {failure}\r\n\r\n");

    public void Malformed(IBufferWriter<byte> output) => output.Write("data: {\"candidates\":[{\"content\":\r\n\r\n");

    public void Whole(IBufferWriter<byte> output)
    {
        var parts = new List<object>();
        if (_plan.ReasoningTokens > 0)
            parts.Add(new { text = Words.Text(_plan.TextOffset, .._plan.ReasoningTokens, answer.OutputTokens), thought = true });
        if (_plan.ReasoningTokens < answer.OutputTokens)
            parts.Add(new { text = Words.Text(_plan.TextOffset, _plan.ReasoningTokens.., answer.OutputTokens) });
        output.Write(
            $"{{\"candidates\":[{{\"content\":{{\"parts\":{JsonSerializer.Serialize(parts)},\"role\":\"model\"}}{End},\"index\":0}}],{Tail(answer.OutputTokens)}}}");
    }

    /// <summary>Usage after some tokens, of which counts of zero are left out, and what else every event ends with.</summary>
    private string Tail(int tokens)
    {
        var thoughts = Math.Min(tokens, _plan.ReasoningTokens);
        return string.Create(CultureInfo.InvariantCulture, $"\"usageMetadata\":{{\"promptTokenCount\":{answer.Request.InputTokens}")
            + Count("cachedContentTokenCount", _plan.CachedTokens) + Count("candidatesTokenCount", tokens - thoughts) + Count("thoughtsTokenCount", thoughts)
            + Count("totalTokenCount", answer.Request.InputTokens + tokens)
            + $"}},\"modelVersion\":\"{JsonEncodedText.Encode(answer.Request.Model)}\",\"responseId\":\"{answer.Id}\"";
    }

    private static string Count(string name, int count) => count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $",\"{name}\":{count}");
}

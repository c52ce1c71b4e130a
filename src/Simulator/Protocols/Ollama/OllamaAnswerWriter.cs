using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AkkaApiBench.Simulator.Behaviour;

namespace AkkaApiBench.Simulator.Protocols.Ollama;

/// <summary>Writes an answer as lines of JSON, or as one line; the last says <c>done</c> and has the counts.</summary>
internal sealed class OllamaAnswerWriter(Answer answer) : IAnswerWriter
{
    private static readonly byte[] AfterToken = Encoding.UTF8.GetBytes("\"},\"done\":false}\n");

    private readonly AnswerPlan _plan = answer.Plan;

    public void Opening(IBufferWriter<byte> output)
    {
    }

    public void Token(IBufferWriter<byte> output, int index)
    {
        var field = index < _plan.ReasoningTokens ? "\"content\":\"\",\"thinking\":\"" : "\"content\":\"";
        output.Write(
            Encoding.UTF8.GetBytes($"{Head(_plan.TokensAt[index])},\"message\":{{\"role\":\"assistant\",{field}"),
            Words.At(_plan.TextOffset, index, first: index == 0 || index == _plan.ReasoningTokens),
            AfterToken);
    }

    public void Closing(IBufferWriter<byte> output) =>
        output.Write($"{Head(_plan.TokensAt[^1])},\"message\":{{\"role\":\"assistant\",\"content\":\"\"}},{Done}\n");

    public void Failure(IBufferWriter<byte> output) => output.Write(OllamaProtocol.BodyOf(ApiError.ServerError) + "\n");

    public void Malformed(IBufferWriter<byte> output) => output.Write($"{Head(TimeSpan.Zero)},\"message\":\n");

    public void Whole(IBufferWriter<byte> output)
    {
        var thinking = _plan.ReasoningTokens == 0 ? ""
            : $",\"thinking\":\"{Words.Text(_plan.TextOffset, .._plan.ReasoningTokens, answer.OutputTokens)}\"";
        var text = Words.Text(_plan.TextOffset, _plan.ReasoningTokens.., answer.OutputTokens);
        output.Write($"{Head(_plan.TokensAt[^1])},\"message\":{{\"role\":\"assistant\",\"content\":\"{text}\"{thinking}}},{Done}");
    }

    private string Done => string.Create(CultureInfo.InvariantCulture,
        $"\"done\":true,\"done_reason\":\"{(_plan.StopReason is StopReason.Length ? "length" : "stop")}\",\"total_duration\":{Nanoseconds(_plan.TokensAt[^1])},")
        + string.Create(CultureInfo.InvariantCulture,
            $"\"prompt_eval_count\":{answer.Request.InputTokens},\"prompt_eval_duration\":{Nanoseconds(_plan.TokensAt[0])},")
        + string.Create(CultureInfo.InvariantCulture,
            $"\"eval_count\":{answer.OutputTokens},\"eval_duration\":{Nanoseconds(_plan.TokensAt[^1] - _plan.TokensAt[0])}}}");

    private string Head(TimeSpan at) => string.Create(CultureInfo.InvariantCulture,
        $"{{\"model\":\"{JsonEncodedText.Encode(answer.Request.Model)}\",\"created_at\":\"{answer.Created.UtcDateTime + at:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}\"");

    private static long Nanoseconds(TimeSpan duration) => duration.Ticks * TimeSpan.NanosecondsPerTick;
}

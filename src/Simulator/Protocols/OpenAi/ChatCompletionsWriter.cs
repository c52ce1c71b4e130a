using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AkkaApiBench.Simulator.Behaviour;

namespace AkkaApiBench.Simulator.Protocols.OpenAi;

/// <summary>Writes an answer as chat completion chunks or as one chat completion. A token's event is three copies of prepared bytes.</summary>
internal sealed class ChatCompletionsWriter : IAnswerWriter
{
    private readonly Answer _answer;
    private readonly AnswerPlan _plan;
    private readonly string _beforeDelta;
    private readonly byte[] _beforeText;
    private readonly byte[] _beforeReasoning;
    private readonly byte[] _afterToken;

    public ChatCompletionsWriter(Answer answer)
    {
        _answer = answer;
        _plan = answer.Plan;
        _beforeDelta = $$"""data: {{{Head("chat.completion.chunk")}},"choices":[{"index":0,"delta":""";
        _beforeText = Encoding.UTF8.GetBytes(_beforeDelta + "{\"content\":\"");
        _beforeReasoning = Encoding.UTF8.GetBytes(_beforeDelta + "{\"reasoning_content\":\"");
        _afterToken = Encoding.UTF8.GetBytes("\"}" + AfterDelta("null"));
    }

    public void Opening(IBufferWriter<byte> output) =>
        output.Write(_beforeDelta + """{"role":"assistant","content":"","refusal":null}""" + AfterDelta("null"));

    public void Token(IBufferWriter<byte> output, int index)
    {
        var reasoning = index < _plan.ReasoningTokens;
        output.Write(
            reasoning ? _beforeReasoning : _beforeText,
            Words.At(_plan.TextOffset, index, first: index == 0 || index == _plan.ReasoningTokens),
            _afterToken);
    }

    public void Closing(IBufferWriter<byte> output)
    {
        output.Write(_beforeDelta + "{}" + AfterDelta($"\"{FinishReason}\""));
        if (_answer.Request.IncludeUsage)
            output.Write($$"""data: {{{Head("chat.completion.chunk")}},"choices":[],"usage":{{Usage}}}""" + "\n\n");
        output.Write("data: [DONE]\n\n");
    }

    public void Failure(IBufferWriter<byte> output)
    {
        output.Write("data: ");
        output.Write(OpenAiApi.BodyOf(ApiError.ServerError));
        output.Write("\n\n");
    }

    public void Malformed(IBufferWriter<byte> output) => output.Write(_beforeDelta + "{\"content\":\n\n");

    public void Whole(IBufferWriter<byte> output)
    {
        var reasoning = _plan.ReasoningTokens == 0 ? ""
            : $"\"reasoning_content\":\"{Words.Text(_plan.TextOffset, .._plan.ReasoningTokens, _answer.OutputTokens)}\",";
        var text = Words.Text(_plan.TextOffset, _plan.ReasoningTokens.., _answer.OutputTokens);
        output.Write($$"""
            {{{Head("chat.completion")}},"choices":[{"index":0,"message":{"role":"assistant",{{reasoning}}"content":"{{text}}","refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"{{FinishReason}}"}],"usage":{{Usage}}}
            """);
    }

    private string Head(string kind) => string.Create(CultureInfo.InvariantCulture,
        $"\"id\":\"chatcmpl-{_answer.Id}\",\"object\":\"{kind}\",\"created\":{_answer.Created.ToUnixTimeSeconds()},")
        + $"\"model\":\"{JsonEncodedText.Encode(_answer.Request.Model)}\",\"service_tier\":\"default\",\"system_fingerprint\":\"fp_5133ee7fa1\"";

    // With usage asked for, every chunk but the last says that it has none.
    private string AfterDelta(string finishReason) =>
        $",\"logprobs\":null,\"finish_reason\":{finishReason}}}]{(_answer.Request.IncludeUsage ? ",\"usage\":null" : "")}}}\n\n";

    private string FinishReason => OpenAiApi.FinishReasonOf(_plan.StopReason);

    private string Usage => JsonSerializer.Serialize(new
    {
        prompt_tokens = _answer.Request.InputTokens,
        completion_tokens = _answer.OutputTokens,
        total_tokens = _answer.Request.InputTokens + _answer.OutputTokens,
        prompt_tokens_details = new { cached_tokens = _plan.CachedTokens, audio_tokens = 0 },
        completion_tokens_details = new
        {
            reasoning_tokens = _plan.ReasoningTokens,
            audio_tokens = 0,
            accepted_prediction_tokens = 0,
            rejected_prediction_tokens = 0,
        },
    });
}

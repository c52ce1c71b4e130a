using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AkkaApiBench.Simulator.Behaviour;

namespace AkkaApiBench.Simulator.Protocols.OpenAi;

/// <summary>Writes an answer as text completion chunks or as one text completion.</summary>
internal sealed class TextCompletionsWriter : IAnswerWriter
{
    private readonly Answer _answer;
    private readonly AnswerPlan _plan;
    private readonly string _beforeText;
    private readonly byte[] _before;
    private readonly byte[] _after;

    public TextCompletionsWriter(Answer answer)
    {
        _answer = answer;
        _plan = answer.Plan;
        _beforeText = $$"""data: {{{Head}},"choices":[{"text":""" + "\"";
        _before = Encoding.UTF8.GetBytes(_beforeText);
        _after = Encoding.UTF8.GetBytes(AfterText("null"));
    }

    public void Opening(IBufferWriter<byte> output)
    {
    }

    public void Token(IBufferWriter<byte> output, int index) =>
        output.Write(_before, Words.At(_plan.TextOffset, index, first: index == 0), _after);

    public void Closing(IBufferWriter<byte> output)
    {
        output.Write(_beforeText + AfterText($"\"{OpenAiApi.FinishReasonOf(_plan.StopReason)}\""));
        if (_answer.Request.IncludeUsage)
            output.Write($$"""data: {{{Head}},"choices":[],"usage":{{Usage}}}""" + "\n\n");
        output.Write("data: [DONE]\n\n");
    }

    public void Failure(IBufferWriter<byte> output) => output.Write($"data: {OpenAiApi.BodyOf(ApiError.ServerError)}\n\n");

    public void Malformed(IBufferWriter<byte> output) => output.Write(_beforeText + "\n\n");

    public void Whole(IBufferWriter<byte> output)
    {
        var text = Words.Text(_plan.TextOffset, .., _answer.OutputTokens);
        output.Write($$"""
            {{{Head}},"choices":[{"text":"{{text}}","index":0,"logprobs":null,"finish_reason":"{{OpenAiApi.FinishReasonOf(_plan.StopReason)}}"}],"usage":{{Usage}}}
            """);
    }

    private string Head => string.Create(CultureInfo.InvariantCulture,
        $"\"id\":\"cmpl-{_answer.Id}\",\"object\":\"text_completion\",\"created\":{_answer.Created.ToUnixTimeSeconds()},\"model\":\"{JsonEncodedText.Encode(_answer.Request.Model)}\"");

    private string Usage => JsonSerializer.Serialize(new
    {
        prompt_tokens = _answer.Request.InputTokens,
        completion_tokens = _answer.OutputTokens,
        total_tokens = _answer.Request.InputTokens + _answer.OutputTokens,
    });

    private string AfterText(string finishReason) =>
        $"\",\"index\":0,\"logprobs\":null,\"finish_reason\":{finishReason}}}]{(_answer.Request.IncludeUsage ? ",\"usage\":null" : "")}}}\n\n";
}

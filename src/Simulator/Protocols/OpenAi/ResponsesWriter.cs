using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AkkaApiBench.Simulator.Behaviour;

namespace AkkaApiBench.Simulator.Protocols.OpenAi;

/// <summary>Writes an answer as the events of a response or as one response: a reasoning item if there is reasoning, then a message.</summary>
internal sealed class ResponsesWriter(Answer answer) : IAnswerWriter
{
    private static readonly JsonElement Empty = JsonSerializer.SerializeToElement(Array.Empty<object>());

    private readonly AnswerPlan _plan = answer.Plan;
    private readonly string _message = $"msg_{answer.Id}";
    private readonly string _reasoning = $"rs_{answer.Id}";
    private int _sequence;

    private bool HasReasoning => _plan.ReasoningTokens > 0;

    private bool HasText => _plan.ReasoningTokens < answer.OutputTokens;

    private int TextIndex => HasReasoning ? 1 : 0;

    private string ReasoningText => Words.Text(_plan.TextOffset, .._plan.ReasoningTokens, answer.OutputTokens);

    private string Text => Words.Text(_plan.TextOffset, _plan.ReasoningTokens.., answer.OutputTokens);

    public void Opening(IBufferWriter<byte> output)
    {
        Event(output, "response.created", new { response = Response("in_progress") });
        Event(output, "response.in_progress", new { response = Response("in_progress") });
        if (HasReasoning)
            BeginReasoning(output);
        else
            BeginText(output);
    }

    public void Token(IBufferWriter<byte> output, int index)
    {
        if (HasReasoning && index == _plan.ReasoningTokens)
        {
            EndReasoning(output);
            BeginText(output);
        }

        var delta = Encoding.ASCII.GetString(Words.At(_plan.TextOffset, index, first: index == 0 || index == _plan.ReasoningTokens));
        if (index < _plan.ReasoningTokens)
            Event(output, "response.reasoning_summary_text.delta", new { item_id = _reasoning, output_index = 0, summary_index = 0, delta });
        else
            Event(output, "response.output_text.delta", new { item_id = _message, output_index = TextIndex, content_index = 0, delta, logprobs = Empty });
    }

    public void Closing(IBufferWriter<byte> output)
    {
        if (HasText)
            EndText(output);
        else
            EndReasoning(output);
        Event(output, _plan.StopReason is StopReason.Stop ? "response.completed" : "response.incomplete", new { response = Final() });
    }

    public void Failure(IBufferWriter<byte> output) => Event(output, "response.failed",
        new { response = Response("failed", error: new { code = "server_error", message = ApiError.ServerError.Message }) });

    public void Malformed(IBufferWriter<byte> output) =>
        output.Write("event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\"delta\":\n\n");

    public void Whole(IBufferWriter<byte> output) => output.Write(JsonSerializer.Serialize(Final()));

    private void BeginReasoning(IBufferWriter<byte> output)
    {
        Event(output, "response.output_item.added", new { output_index = 0, item = new { id = _reasoning, type = "reasoning", summary = Empty } });
        Event(output, "response.reasoning_summary_part.added",
            new { item_id = _reasoning, output_index = 0, summary_index = 0, part = new { type = "summary_text", text = "" } });
    }

    private void EndReasoning(IBufferWriter<byte> output)
    {
        Event(output, "response.reasoning_summary_text.done", new { item_id = _reasoning, output_index = 0, summary_index = 0, text = ReasoningText });
        Event(output, "response.output_item.done", new { output_index = 0, item = ReasoningItem() });
    }

    private void BeginText(IBufferWriter<byte> output)
    {
        Event(output, "response.output_item.added",
            new { output_index = TextIndex, item = new { id = _message, type = "message", status = "in_progress", role = "assistant", content = Empty } });
        Event(output, "response.content_part.added",
            new { item_id = _message, output_index = TextIndex, content_index = 0, part = new { type = "output_text", text = "", annotations = Empty } });
    }

    private void EndText(IBufferWriter<byte> output)
    {
        Event(output, "response.output_text.done", new { item_id = _message, output_index = TextIndex, content_index = 0, text = Text, logprobs = Empty });
        Event(output, "response.output_item.done", new { output_index = TextIndex, item = MessageItem() });
    }

    private object ReasoningItem() => new { id = _reasoning, type = "reasoning", summary = new[] { new { type = "summary_text", text = ReasoningText } } };

    private object MessageItem() => new
    {
        id = _message,
        type = "message",
        status = _plan.StopReason is StopReason.Stop ? "completed" : "incomplete",
        role = "assistant",
        content = new[] { new { type = "output_text", text = Text, annotations = Empty } },
    };

    private object Final()
    {
        var output = new List<object>();
        if (HasReasoning)
            output.Add(ReasoningItem());
        if (HasText)
            output.Add(MessageItem());
        return _plan.StopReason switch
        {
            StopReason.Length => Response("incomplete", new { reason = "max_output_tokens" }, output: output, usage: Usage()),
            StopReason.ContentFilter => Response("incomplete", new { reason = "content_filter" }, output: output, usage: Usage()),
            _ => Response("completed", output: output, usage: Usage()),
        };
    }

    private object Response(
        string status, object? incomplete = null, object? error = null, IReadOnlyList<object>? output = null, object? usage = null) => new
    {
        id = $"resp_{answer.Id}",
        @object = "response",
        created_at = answer.Created.ToUnixTimeSeconds(),
        status,
        error,
        incomplete_details = incomplete,
        model = answer.Request.Model,
        output = output ?? [],
        parallel_tool_calls = true,
        tool_choice = "auto",
        tools = Empty,
        usage,
    };

    private object Usage() => new
    {
        input_tokens = answer.Request.InputTokens,
        input_tokens_details = new { cached_tokens = _plan.CachedTokens },
        output_tokens = answer.OutputTokens,
        output_tokens_details = new { reasoning_tokens = _plan.ReasoningTokens },
        total_tokens = answer.Request.InputTokens + answer.OutputTokens,
    };

    private void Event(IBufferWriter<byte> output, string type, object fields) => output.Write(string.Create(CultureInfo.InvariantCulture,
        $"event: {type}\ndata: {{\"type\":\"{type}\",\"sequence_number\":{_sequence++},{JsonSerializer.Serialize(fields).AsSpan(1)}\n\n"));
}

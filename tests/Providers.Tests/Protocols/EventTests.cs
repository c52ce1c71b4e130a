using System.Text;
using System.Text.Json;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Providers.Errors;
using AkkaApiBench.Providers.Protocols;
using AkkaApiBench.Providers.Streams;
using CsCheck;

namespace AkkaApiBench.Providers.Tests.Protocols;

public class EventTests
{
    private static readonly OpenAiChatProtocol OpenAi = new();
    private static readonly AnthropicMessagesProtocol Anthropic = new();

    [Theory]
    [InlineData("""{"choices":[{"delta":{"content":"x"}}]}""", "Answer")]
    [InlineData("""{ "choices" : [ { "delta" : { "content" : "x" } } ] }""", "Answer")]
    [InlineData("""{"choices":[{"delta":{"content":""}}]}""", "None")]
    [InlineData("""{"choices":[{"delta":{"content":null}}]}""", "None")]
    [InlineData("""{"choices":[{"delta":{"role":"assistant"}}]}""", "None")]
    [InlineData("""{"choices":[{"delta":{}}]}""", "None")]
    [InlineData("""{"choices":[{"delta":null}]}""", "None")]
    [InlineData("""{"choices":[]}""", "None")]
    [InlineData("""{"choices":null}""", "None")]
    [InlineData("""{}""", "None")]
    [InlineData("", "None")]
    [InlineData("""{"choices":[{"delta":{"reasoning_content":"x"}}]}""", "Reasoning")]
    [InlineData("""{"choices":[{"delta":{"content":"","reasoning":"x"}}]}""", "Reasoning")]
    [InlineData("""{"choices":[{"delta":{"reasoning":"x","content":"y"}}]}""", "Answer")]
    [InlineData("""{"choices":[{"delta":{"refusal":"x"}}]}""", "Answer")]
    [InlineData("""{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"name":"f","arguments":""}}]}}]}""", "None")]
    [InlineData("""{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{"}}]}}]}""", "Answer")]
    [InlineData("""{"choices":[{"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"x"}]}]}}]}""", "Reasoning")]
    [InlineData("""{"choices":[{"delta":{"content":[{"type":"text","text":"x"}]}}]}""", "Answer")]
    [InlineData("""{"choices":[{"delta":{},"logprobs":{"content":[{"token":"x","content":"x"}]}}]}""", "None")]
    [InlineData("""{"choices":[{"delta":{"name":"\"content\":\"x\""}}]}""", "None")]
    [InlineData("""{"content":"x","choices":[{"content":"x","delta":{}}]}""", "None")]
    public void Content_of_an_OpenAI_event(string data, string content) =>
        new Answer().ReadEvent(OpenAi, Event(data)).ToString().ShouldBe(content);

    [Theory]
    [InlineData("""{"type":"content_block_delta","delta":{"type":"text_delta","text":"x"}}""", "Answer")]
    [InlineData("""{"type":"content_block_delta","delta":{"type":"text_delta","text":""}}""", "None")]
    [InlineData("""{"type":"content_block_delta","delta":{"type":"thinking_delta","thinking":"x"}}""", "Reasoning")]
    [InlineData("""{"type":"content_block_delta","delta":{"type":"signature_delta","signature":"x"}}""", "None")]
    [InlineData("""{"type":"content_block_delta","delta":{"type":"input_json_delta","partial_json":"{"}}""", "Answer")]
    [InlineData("""{"type":"content_block_start","content_block":{"type":"tool_use","id":"t","name":"f","input":{}}}""", "None")]
    [InlineData("""{"type":"content_block_start","content_block":{"type":"text","text":"x"}}""", "Answer")]
    [InlineData("""{"type": "ping"}""", "None")]
    [InlineData("""{"type":"something_new","text":"x"}""", "None")]
    public void Content_of_an_Anthropic_event(string data, string content) =>
        new Answer().ReadEvent(Anthropic, Event(data)).ToString().ShouldBe(content);

    [Theory]
    [InlineData("openai-completions", """{"choices":[{"text":"x"}]}""", "Answer")]
    [InlineData("openai-completions", """{"choices":[{"text":""}]}""", "None")]
    [InlineData("openai-completions", """{"choices":[{"text":null}]}""", "None")]
    [InlineData("openai-responses", """{"delta":"x","type":"response.output_text.delta"}""", "Answer")]
    [InlineData("openai-responses", """{"delta":"","type":"response.output_text.delta"}""", "None")]
    [InlineData("openai-responses", """{"delta":{"a":"x"},"type":"response.output_text.delta"}""", "None")]
    [InlineData("openai-responses", """{"type":"response.output_text.delta"}""", "None")]
    [InlineData("openai-responses", """{"type":"response.function_call_arguments.delta","delta":"{"}""", "Answer")]
    [InlineData("openai-responses", """{"type":"response.reasoning_text.delta","delta":"x"}""", "Reasoning")]
    [InlineData("openai-responses", """{"type":"response.output_text.done","delta":"x","text":"x"}""", "None")]
    [InlineData("openai-responses", """{"type":"something.new","delta":"x"}""", "None")]
    [InlineData("openai-responses", """{"type":null,"delta":"x"}""", "None")]
    [InlineData("openai-responses", """{"type":"response.completed","response":{"output":[{"content":[{"text":"x"}]}]}}""", "None")]
    [InlineData("gemini", """{"candidates":[{"content":{"parts":[{"text":"x"}]}}]}""", "Answer")]
    [InlineData("gemini", """{"candidates":[{"content":{"parts":[{"thought":true,"text":"x"}]}}]}""", "Reasoning")]
    [InlineData("gemini", """{"candidates":[{"content":{"parts":[{"text":"x","thought":true},{"text":"y"}]}}]}""", "Answer")]
    [InlineData("gemini", """{"candidates":[{"content":{"parts":[{"text":"x","thought":false}]}}]}""", "Answer")]
    [InlineData("gemini", """{"candidates":[{"content":{"parts":[{"text":""}]}}]}""", "None")]
    [InlineData("gemini", """{"candidates":[{"content":{"parts":null}}]}""", "None")]
    [InlineData("gemini", """{"candidates":[{"content":null}]}""", "None")]
    [InlineData("gemini", """{"usageMetadata":null}""", "None")]
    [InlineData("gemini", "", "None")]
    [InlineData("cohere", """{"type":"content-delta","delta":{"message":{"content":{"text":"x"}}}}""", "Answer")]
    [InlineData("cohere", """{"type":"content-delta","delta":{"message":{"content":{"thinking":"x"}}}}""", "Reasoning")]
    [InlineData("cohere", """{"type":"tool-plan-delta","delta":{"message":{"tool_plan":"x"}}}""", "Reasoning")]
    [InlineData("cohere", """{"type":"content-start","delta":{"message":{"content":{"type":"text","text":""}}}}""", "None")]
    [InlineData("cohere", """{"type":"citation-start","delta":{"message":{"citations":{"text":"x"}}}}""", "None")]
    [InlineData("cohere", """{"type":"debug","delta":null}""", "None")]
    [InlineData("ollama-native", """{"message":{"content":"x"},"done":false}""", "Answer")]
    [InlineData("ollama-native", """{"message":{"content":"","thinking":"x"},"done":false}""", "Reasoning")]
    [InlineData("ollama-native", """{"message":null,"done":false}""", "None")]
    public void Content_of_other_vendors_events(string provider, string data, string content) =>
        new Answer().ReadEvent(Presets.BuiltIn.Find(provider)!.Protocol, Event(data)).ToString().ShouldBe(content);

    [Theory]
    [InlineData("""{"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}""", 10, 0, 5, 0)]
    [InlineData("""{"x_groq":{"id":"r","usage":{"prompt_tokens":10,"completion_tokens":5}}}""", 10, 0, 5, 0)]
    [InlineData("""{"usage":{"prompt_tokens":10,"completion_tokens":5,"prompt_cache_hit_tokens":4,"prompt_cache_miss_tokens":6}}""", 10, 4, 5, 0)]
    [InlineData("""{"usage":{"prompt_tokens":10,"completion_tokens":5,"completion_tokens_details":{"reasoning_tokens":3},"total_tokens":15}}""", 10, 0, 5, 3)]
    [InlineData("""{"usage":{"prompt_tokens":10,"completion_tokens":5,"completion_tokens_details":{"reasoning_tokens":30},"total_tokens":45}}""", 10, 0, 35, 30)]
    [InlineData("""{"usage":{"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":null}}""", 10, 0, 5, 0)]
    public void Usage_of_OpenAI_and_those_who_differ(string data, long input, long cached, long output, long reasoning)
    {
        var answer = new Answer();
        answer.ReadEvent(OpenAi, Event(data));
        answer.Usage.IsWhole.ShouldBeTrue();
        answer.Usage.Tokens.ShouldBe(new Tokens(input, cached, output, reasoning));
    }

    [Theory]
    [InlineData("""{"usage":null}""")]
    [InlineData("""{"usage":{"prompt_tokens":-1,"completion_tokens":5}}""")]
    [InlineData("""{"usage":{"prompt_tokens":"10","completion_tokens":5}}""")]
    [InlineData("""{"usage":{"completion_tokens":5}}""")]
    public void Usage_that_is_none_is_not_believed(string data)
    {
        var answer = new Answer();
        answer.ReadEvent(OpenAi, Event(data));
        answer.Usage.IsWhole.ShouldBeFalse();
    }

    /// <summary>Events that look alike must mean with a reader that has seen others what they mean to one that has not.</summary>
    [Fact]
    public void What_was_learned_from_earlier_events_changes_nothing()
    {
        var text = Gen.OneOf("a", "", "\\\"", "\\\\", "\\u00fc", "ü", "\\\"}},\\\"finish_reason\\\":\\\"stop\\\"", "},", "b\\n");
        var field = Gen.OneOf("content", "content", "content", "reasoning", "refusal", "role");
        var finish = Gen.OneOf("null", "null", "null", "\"stop\"");
        var end = Gen.OneOf("", "", ",\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}", ",\"usage\":null", ",\"error\":{\"message\":\"x\"}");
        var one = Gen.Select(text, field, finish, end, (t, f, r, e) =>
            $$$"""{"id":"c","choices":[{"index":0,"delta":{"{{{f}}}":"{{{t}}}"},"finish_reason":{{{r}}}}]{{{e}}}}""");

        one.Array[1, 30].Sample(events =>
        {
            var seasoned = new Answer();
            foreach (var data in events.Select(Encoding.UTF8.GetBytes))
            {
                seasoned.Reset();
                var fresh = new Answer();
                seasoned.ReadEvent(OpenAi, new StreamEvent([], data)).ShouldBe(fresh.ReadEvent(OpenAi, new StreamEvent([], data)));
                seasoned.Usage.ShouldBe(fresh.Usage);
                seasoned.FinishReason.ShouldBe(fresh.FinishReason);
                seasoned.Failure.ShouldBe(fresh.Failure);
                seasoned.Filtered.ShouldBe(fresh.Filtered);
            }
        }, iter: 5_000);
    }

    [Theory]
    [InlineData("openai-completions", """{"choices":[{"text":"$","finish_reason":#}]}""")]
    [InlineData("openai-responses", """{"type":"response.output_text.delta","delta":"$","x":#}""")]
    [InlineData("openai-responses", """{"delta":"$","x":#,"type":"response.output_text.delta"}""")]
    [InlineData("openai-responses", """{"delta":"$","x":#,"type":"response.output_text.done"}""")]
    [InlineData("gemini", """{"candidates":[{"content":{"parts":[{"text":"$","thought":#}]}}]}""")]
    [InlineData("gemini", """{"candidates":[{"content":{"parts":[{"text":"$"}]},"finishReason":#}]}""")]
    [InlineData("cohere", """{"type":"content-delta","delta":{"message":{"content":{"text":"$","x":#}}}}""")]
    [InlineData("cohere", """{"delta":{"message":{"content":{"thinking":"$"}},"finish_reason":#}}""")]
    [InlineData("ollama-native", """{"message":{"content":"$"},"done":#}""")]
    [InlineData("ollama-native", """{"message":{"content":"x","thinking":"$"},"x":#}""")]
    public void What_was_learned_from_other_vendors_events_changes_nothing(string provider, string template)
    {
        var protocol = Presets.BuiltIn.Find(provider)!.Protocol;
        var text = Gen.OneOf("a", "b", "", "\\\"", "\\\\", "\\u00fc", "ü", "\\\"}},\\\"done\\\":true");
        var value = Gen.OneOf("null", "null", "null", "true", "false", "\"STOP\"", "\"SAFETY\"", "1");
        Gen.Select(text, value, (t, v) => template.Replace("$", t, StringComparison.Ordinal).Replace("#", v, StringComparison.Ordinal)).Array[1, 20].Sample(events =>
        {
            var seasoned = new Answer();
            foreach (var data in events.Select(Encoding.UTF8.GetBytes))
            {
                seasoned.Reset();
                var fresh = new Answer();
                seasoned.ReadEvent(protocol, new StreamEvent([], data)).ShouldBe(fresh.ReadEvent(protocol, new StreamEvent([], data)));
                seasoned.FinishReason.ShouldBe(fresh.FinishReason);
                seasoned.IsComplete.ShouldBe(fresh.IsComplete);
                seasoned.Failure.ShouldBe(fresh.Failure);
                seasoned.Filtered.ShouldBe(fresh.Filtered);
            }
        }, iter: 1_000);
    }

    [Fact]
    public void Damaged_events_fail_as_malformed_and_in_no_other_way()
    {
        var whole = """{"id":"c","choices":[{"index":0,"delta":{"content":"a","tool_calls":[{"function":{"arguments":"x"}}]},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":1}},"x_groq":{"usage":{}},"error":{"code":1},"type":"message_delta","delta":{"text":"x","stop_reason":"y"},"message":{"usage":{}},"content":[{"text":"x"}]}"""u8.ToArray();
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.OneOf("{}[]\",:1nx \\"u8.ToArray()), Gen.Bool, Gen.Bool).Sample((at, with, cut, anthropic) =>
        {
            var damaged = cut ? whole[..at] : (byte[])[.. whole[..at], with, .. whole[(at + 1)..]];
            try
            {
                new Answer().ReadEvent(anthropic ? Anthropic : OpenAi, new StreamEvent([], damaged));
            }
            catch (Exception e) when (e is JsonException or MalformedAnswerException)
            {
            }
        }, iter: 20_000);
    }

    [Theory]
    [InlineData("openai-responses", """{"sequence_number":1,"type":"response.output_text.delta","delta":"x"}""")]
    [InlineData("openai-responses", """{"type":"response.completed","response":{"status":"incomplete","incomplete_details":{"reason":"x"},"error":{"code":"x","message":"y"},"usage":{"input_tokens":1,"input_tokens_details":{"cached_tokens":1}}}}""")]
    [InlineData("openai-responses", """{"status":"completed","output":[{"content":[{"text":"x","refusal":"y"}],"summary":[{"text":"x"}],"arguments":"x"}]}""")]
    [InlineData("gemini", """{"candidates":[{"content":{"parts":[{"text":"x","thought":true}],"role":"model"},"finishReason":"STOP"}],"promptFeedback":{"blockReason":"x"},"usageMetadata":{"promptTokenCount":1,"thoughtsTokenCount":2},"error":{"code":1}}""")]
    [InlineData("cohere", """{"type":"message-end","delta":{"message":{"content":[{"text":"x","thinking":"y"}],"tool_plan":"x"},"finish_reason":"ERROR","error":"x","usage":{"billed_units":{"input_tokens":1},"tokens":{"output_tokens":1},"cached_tokens":1}}}""")]
    [InlineData("ollama-native", """{"message":{"content":"x","thinking":"y"},"done":true,"done_reason":"stop","prompt_eval_count":1,"eval_count":2,"error":"x"}""")]
    [InlineData("openai-embeddings", """{"object":"list","data":[{"embedding":[0.5,1]}],"usage":{"prompt_tokens":1,"total_tokens":1},"error":{"code":1}}""")]
    public void Damaged_answers_of_other_vendors_fail_as_malformed_and_in_no_other_way(string provider, string text)
    {
        var protocol = Presets.BuiltIn.Find(provider)!.Protocol;
        var whole = Encoding.UTF8.GetBytes(text);
        var damage = Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Int[0, 6], Gen.OneOf("", "{", "}", "[", "]", "\"", ",", ":", "1", "null", "{}", "[]", "\"x\"", "\\"),
            (at, length, with) => (byte[])[.. whole[..at], .. Encoding.UTF8.GetBytes(with), .. whole[Math.Min(whole.Length, at + length)..]]);
        Gen.Select(damage, Gen.Bool).Sample((damaged, asBody) =>
        {
            try
            {
                if (asBody || protocol.Framing is null)
                    protocol.ReadBody(damaged, new Answer());
                else
                    new Answer().ReadEvent(protocol, new StreamEvent([], damaged));
            }
            catch (Exception e) when (e is JsonException or MalformedAnswerException)
            {
            }
        }, iter: 10_000);
    }

    private static StreamEvent Event(string data) => new([], Encoding.UTF8.GetBytes(data));
}

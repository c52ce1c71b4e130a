using System.Text.Json;
using AkkaApiBench.Simulator.Profiles;
using AkkaApiBench.Simulator.Protocols;

namespace AkkaApiBench.Simulator.Behaviour;

/// <summary>Counts a prompt as its provider does, and holds it against the context window.</summary>
internal static class PromptRules
{
    /// <summary>The request with the tokens that usage will tell.</summary>
    /// <exception cref="RefusedException">The prompt is too long.</exception>
    public static ChatRequest Apply(WireProtocol protocol, Profile profile, ChatRequest request, JsonElement body)
    {
        var tokens = profile.Counting.IsO200k ? PromptTokens.Of(body) : request.InputTokens;
        if (tokens > profile.ContextWindow)
        {
            var window = profile.ContextWindow.Value;
            tokens = protocol is WireProtocol.Ollama ? window : throw new RefusedException(TooLong(protocol, tokens, window));
        }

        return request with { InputTokens = (int)Math.Round(tokens * profile.Counting.Factor) };
    }

    private static ApiError TooLong(WireProtocol protocol, int tokens, int window) => new(ApiErrorKind.BadRequest,
        protocol switch
        {
            WireProtocol.Anthropic => FormattableString.Invariant($"prompt is too long: {tokens} tokens > {window} maximum"),
            WireProtocol.Gemini => FormattableString.Invariant($"The input token count ({tokens}) exceeds the maximum number of tokens allowed ({window})."),
            WireProtocol.Cohere => FormattableString.Invariant($"too many tokens: total number of tokens in the prompt cannot exceed {window} - received {tokens}. Try using a shorter prompt, or enabling prompt truncating."),
            _ => FormattableString.Invariant($"This model's maximum context length is {window} tokens. However, your messages resulted in {tokens} tokens. Please reduce the length of the messages."),
        })
    {
        Parameter = "messages",
        Code = "context_length_exceeded",
    };
}

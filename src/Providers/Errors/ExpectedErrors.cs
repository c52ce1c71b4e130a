using AkkaApiBench.Providers.Protocols;

namespace AkkaApiBench.Providers.Errors;

/// <summary>A mistake in a request that a provider must tell of.</summary>
public enum Mistake
{
    /// <summary>A key that there is not.</summary>
    BadKey,

    /// <summary>A model that there is not.</summary>
    BadModel,

    /// <summary>A body that is no JSON.</summary>
    MalformedBody,

    /// <summary>A prompt beyond the model's context.</summary>
    PromptTooLong,

    /// <summary>An answer of fewer than no tokens.</summary>
    MaxTokensOutOfRange,

    /// <summary>A path that there is not.</summary>
    WrongEndpoint,
}

/// <summary>How a protocol tells of a mistake.</summary>
/// <param name="Statuses">The HTTP statuses that it may have.</param>
/// <param name="Words">What its code or type may be; empty where it has neither.</param>
public sealed record ExpectedError(IReadOnlyList<int> Statuses, IReadOnlyList<string> Words)
{
    /// <summary>True for an error that is told so.</summary>
    public bool IsMetBy(RequestRecord record) => Statuses.Contains(record.Status)
        && (Words.Count == 0 || Words.Any(word => Is(record.ErrorCode, word) || Is(record.ErrorType, word)));

    /// <summary>In words, such as <c>401 invalid_api_key</c>.</summary>
    public override string ToString() =>
        string.Join(" or ", Statuses) + (Words.Count == 0 ? "" : $" {string.Join(" or ", Words)}");

    private static bool Is(string? text, string word) => word.Equals(text, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What each protocol answers to each mistake, as its documentation and its servers have it.</summary>
public sealed class ExpectedErrors
{
    private static readonly ExpectedErrors OpenAi = new("openai", new()
    {
        [Mistake.BadKey] = Error([401], "invalid_api_key"),
        [Mistake.BadModel] = Error([404, 400], "model_not_found"),
        [Mistake.MalformedBody] = Error([400], "invalid_request_error"),
        [Mistake.PromptTooLong] = Error([400, 413], "context_length_exceeded", "string_above_max_length"),
        [Mistake.MaxTokensOutOfRange] = Error([400], "integer_below_min_value", "invalid_request_error", "invalid_value"),
        [Mistake.WrongEndpoint] = Error([404], "invalid_request_error", "unknown_url"),
    });

    // Servers that speak OpenAI's protocol agree on classes of statuses, and on no codes.
    private static readonly ExpectedErrors OpenAiCompatible = new("openai-compatible", new()
    {
        [Mistake.BadKey] = Error([401, 403]),
        [Mistake.BadModel] = Error([404, 400]),
        [Mistake.MalformedBody] = Error([400, 422]),
        [Mistake.PromptTooLong] = Error([400, 413, 422]),
        [Mistake.MaxTokensOutOfRange] = Error([400, 422]),
        [Mistake.WrongEndpoint] = Error([404]),
    });

    private static readonly ExpectedErrors Anthropic = new("anthropic", new()
    {
        [Mistake.BadKey] = Error([401], "authentication_error"),
        [Mistake.BadModel] = Error([404], "not_found_error"),
        [Mistake.MalformedBody] = Error([400], "invalid_request_error"),
        [Mistake.PromptTooLong] = Error([400, 413], "invalid_request_error", "request_too_large"),
        [Mistake.MaxTokensOutOfRange] = Error([400], "invalid_request_error"),
        [Mistake.WrongEndpoint] = Error([404], "not_found_error"),
    });

    private static readonly ExpectedErrors Gemini = new("gemini", new()
    {
        [Mistake.BadKey] = Error([400, 401, 403], "API_KEY_INVALID", "UNAUTHENTICATED", "PERMISSION_DENIED"),
        [Mistake.BadModel] = Error([404], "NOT_FOUND"),
        [Mistake.MalformedBody] = Error([400], "INVALID_ARGUMENT"),
        [Mistake.PromptTooLong] = Error([400], "INVALID_ARGUMENT"),
        [Mistake.MaxTokensOutOfRange] = Error([400], "INVALID_ARGUMENT"),
        [Mistake.WrongEndpoint] = Error([404]),
    });

    private static readonly ExpectedErrors Cohere = new("cohere", new()
    {
        [Mistake.BadKey] = Error([401]),
        [Mistake.BadModel] = Error([404]),
        [Mistake.MalformedBody] = Error([400, 422]),
        [Mistake.PromptTooLong] = Error([400]),
        [Mistake.MaxTokensOutOfRange] = Error([400, 422]),
        [Mistake.WrongEndpoint] = Error([404]),
    });

    // It has no keys, takes any number of tokens and cuts prompts without a word.
    private static readonly ExpectedErrors Ollama = new("ollama", new()
    {
        [Mistake.BadModel] = Error([404]),
        [Mistake.MalformedBody] = Error([400]),
        [Mistake.WrongEndpoint] = Error([404]),
    });

    private readonly Dictionary<Mistake, ExpectedError> _errors;

    private ExpectedErrors(string protocol, Dictionary<Mistake, ExpectedError> errors) => (Protocol, _errors) = (protocol, errors);

    /// <summary>The protocol, or the family of servers that speak it.</summary>
    public string Protocol { get; }

    /// <summary>How a mistake is told; null when the protocol does not know it.</summary>
    public ExpectedError? Of(Mistake mistake) => _errors.GetValueOrDefault(mistake);

    /// <summary>What a provider answers.</summary>
    /// <param name="provider">Its name in the catalogue; one that is not there is taken for a server of OpenAI's protocol.</param>
    public static ExpectedErrors Of(string provider) => Presets.BuiltIn.Find(provider) switch
    {
        { Protocol: AnthropicMessagesProtocol } => Anthropic,
        { Protocol: GeminiProtocol } => Gemini,
        { Protocol: CohereChatProtocol } => Cohere,
        { Protocol: OllamaChatProtocol } => Ollama,
        { Name: "openai" } or { PricedAs: "openai" } => OpenAi,
        _ => OpenAiCompatible,
    };

    private static ExpectedError Error(int[] statuses, params string[] words) => new(statuses, words);
}

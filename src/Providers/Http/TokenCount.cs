using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Providers.Protocols;
using AkkaApiBench.Providers.Tokenizers;

namespace AkkaApiBench.Providers.Http;

/// <summary>
/// Counts the tokens of a request. The provider's usage goes first. Without it the texts of prompt and answer are counted
/// with the model's tokenizer, or the closest one. An answer whose text was not kept, because the one before came with usage,
/// has a token for each content event, as most servers send one each, or for four UTF-8 bytes where it was not streamed.
/// </summary>
internal static class TokenCount
{
    private const int BytesPerToken = 4;

    public static (Tokens Tokens, TokenSource Source) Of(Answer answer, int contentEvents, long promptTokens, ITokenizer tokenizer, bool isFailed)
    {
        if (answer.Usage.IsWhole)
            return (answer.Usage.Tokens, TokenSource.Usage);

        // A failure that generated nothing is not guessed at: nobody knows whether it is billed.
        if (isFailed && contentEvents == 0 && answer.TextBytes == 0)
            return (default, TokenSource.None);

        var told = answer.Usage.Tokens;
        var text = answer.Text.Read();
        // No event is sent for less than a token.
        var generated = text is not null ? Math.Max(tokenizer.Count(text), contentEvents)
            : contentEvents > 0 ? contentEvents
            : (answer.TextBytes + BytesPerToken - 1) / BytesPerToken;
        return (
            told with { Input = answer.Usage.Input ?? promptTokens, Output = Math.Max(told.Output, generated) },
            text is not null && tokenizer.IsExact ? TokenSource.Tokenizer : TokenSource.Estimate);
    }
}

using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Providers.Protocols;

namespace AkkaApiBench.Providers.Http;

/// <summary>
/// Counts the tokens of a request. The provider's usage goes first. Without it a content event counts as an output
/// token, as most servers send one each; text that was not streamed, and the prompt, as one token for four UTF-8 bytes.
/// </summary>
internal static class TokenCount
{
    private const int BytesPerToken = 4;

    public static (Tokens Tokens, TokenSource Source) Of(Answer answer, int contentEvents, PreparedRequest request, bool isFailed)
    {
        if (answer.Usage.IsWhole)
            return (answer.Usage.Tokens, TokenSource.Usage);

        // A failure that generated nothing is not guessed at: nobody knows whether it is billed.
        if (isFailed && contentEvents == 0 && answer.TextBytes == 0)
            return (default, TokenSource.None);

        var told = answer.Usage.Tokens;
        var generated = contentEvents > 0 ? contentEvents : FromBytes(answer.TextBytes);
        return (told with
        {
            Input = answer.Usage.Input ?? FromBytes(request.PromptBytes),
            Output = Math.Max(told.Output, generated),
        }, TokenSource.Estimate);
    }

    private static long FromBytes(long bytes) => (bytes + BytesPerToken - 1) / BytesPerToken;
}

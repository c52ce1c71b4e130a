using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Providers;

namespace AkkaApiBench.Node.Worker.Probes.RateLimits;

/// <summary>Tells what a refusal was for.</summary>
internal static class Bindings
{
    /// <summary>What ran out: as the error says, else what the headers tell to be used up.</summary>
    public static BindingLimit Of(RequestRecord refused)
    {
        if (Says("token") != Says("request"))
            return Says("token") ? BindingLimit.Tokens : BindingLimit.Requests;

        var requestsAreOut = refused.RateLimits?.Requests?.Remaining == 0;
        var tokensAreOut = refused.RateLimits?.Tokens?.Remaining == 0;
        return requestsAreOut == tokensAreOut ? BindingLimit.Unknown : requestsAreOut ? BindingLimit.Requests : BindingLimit.Tokens;

        bool Says(string word) => Has(refused.ErrorType, word) || Has(refused.ErrorCode, word) || Has(refused.ErrorMessage, $"{word}s per");
    }

    private static bool Has(string? text, string word) => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
}

using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Node.Gateway.Insights;

/// <summary>How much of the prompts of a workload repeats the beginning of an earlier one.</summary>
internal static class RepeatedPrefixes
{
    // Providers keep no shorter beginnings (OpenAI, Anthropic, Gemini: from 1,024 tokens on).
    private const double Shortest = 1024;

    /// <summary>The tokens; null where the workload does not say.</summary>
    /// <param name="workload">What was asked.</param>
    /// <param name="tokens">The tokens of the answered requests.</param>
    /// <param name="requests">How many these were.</param>
    public static long? Of(Workload workload, Tokens tokens, long requests)
    {
        if (requests < 2 || !workload.Conversations.IsEmpty || workload.Turns is not null)
            return null;
        var perRequest = (double)tokens.Input / requests;
        var repeated = workload.Synthetic is not { } synthetic ? perRequest
            : synthetic.SharedPrefix is { } prefix ? prefix.Of((int)perRequest) : 0;
        return repeated < Shortest ? null : (long)(repeated * (requests - 1));
    }
}

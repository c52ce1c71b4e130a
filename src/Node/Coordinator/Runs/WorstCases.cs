using System.Text;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Slices;

namespace AkkaApiBench.Node.Coordinator.Runs;

/// <summary>The most that one request can use; what a budget sets aside before it is sent.</summary>
internal static class WorstCases
{
    /// <summary>What a provider adds to each message at the most: roles, separators, a short system prompt of its own.</summary>
    private const int TokensPerMessage = 32;

    /// <summary>The most that a request to a target of the plan can use: a token is never shorter than a byte.</summary>
    public static Usage Of(Plan plan, int target)
    {
        var workload = plan.Workload;
        var input = workload.Messages.Sum(message => Encoding.UTF8.GetByteCount(message.Content) + (long)TokensPerMessage) + TokensPerMessage;
        var cost = plan.Targets[target].Price?.Of(new Tokens(input, 0, workload.MaxTokens, 0)) ?? Usd.Zero;
        return new Usage(1, input + workload.MaxTokens, cost);
    }

    /// <summary>True when the plan limits anything.</summary>
    public static bool HasBudget(this Plan plan) => plan.Budget != Budget.Unlimited;
}

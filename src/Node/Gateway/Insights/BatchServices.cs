using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Node.Gateway.Insights;

/// <summary>Which providers have a batch service, and by how much it is cheaper: half the price at all that have one, by their price lists of November 2026.</summary>
internal static class BatchServices
{
    private const double Half = 0.5;
    private static readonly HashSet<string> Providers = ["openai", "azure-openai", "anthropic", "gemini", "groq", "mistral", "together"];

    /// <summary>The discount, 0 to 1; null where there is no such service, or nobody knows what is behind the address.</summary>
    public static double? DiscountOf(Target target) => !target.HasOwnBaseUrl && Providers.Contains(target.Provider) ? Half : null;
}

using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Node.Gateway.Insights;

/// <summary>Which providers have a batch service, and by how much it is cheaper: taken as half the price, which is what their price lists usually say; a saving is to be checked against the list of the day.</summary>
internal static class BatchServices
{
    private const double Half = 0.5;
    private static readonly HashSet<string> Providers = ["openai", "azure-openai", "anthropic", "gemini", "groq", "mistral", "together"];

    /// <summary>The discount, 0 to 1; null where there is no such service, or nobody knows what is behind the address.</summary>
    public static double? DiscountOf(Target target) => !target.HasOwnBaseUrl && Providers.Contains(target.Provider) ? Half : null;
}

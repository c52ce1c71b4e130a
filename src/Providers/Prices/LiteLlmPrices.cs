using System.Text.Json.Nodes;

namespace AkkaApiBench.Providers.Prices;

/// <summary>The shape of LiteLLM's model list: an object a model, with USD per token.</summary>
internal static class LiteLlmPrices
{
    private const decimal PerMillion = 1_000_000;

    /// <summary>Reads all models that are paid by input and output tokens.</summary>
    public static void Read(JsonObject models, string source, PriceFields fields)
    {
        foreach (var (name, node) in models)
        {
            // The list begins with an example that explains the fields.
            if (name == "sample_spec")
                continue;
            if (node is not JsonObject model || PriceFields.Text(model["litellm_provider"]) is not { Length: > 0 } provider)
            {
                fields.Refuse($"{name}.litellm_provider", (node as JsonObject)?["litellm_provider"], "the provider's name");
                continue;
            }

            var input = fields.Amount(model["input_cost_per_token"], $"{name}.input_cost_per_token", PerMillion);
            var cached = fields.Amount(model["cache_read_input_token_cost"], $"{name}.cache_read_input_token_cost", PerMillion);
            var output = fields.Amount(model["output_cost_per_token"], $"{name}.output_cost_per_token", PerMillion);
            if (input is not null && output is not null)
                fields.Add(ProviderOf(provider), ModelOf(name, provider), input.Value, cached, output.Value, source);
        }
    }

    private static string ProviderOf(string provider) => provider == "cohere_chat" ? "cohere" : provider;

    private static string ModelOf(string name, string provider) =>
        name.StartsWith($"{provider}/", StringComparison.Ordinal) ? name[(provider.Length + 1)..] : name;
}

using System.Globalization;
using System.Text.Json.Nodes;

namespace AkkaApiBench.Providers.Prices;

/// <summary>
/// The shape of genai-prices: providers with models with USD per million tokens. Of tiers the first counts; of dated
/// prices the latest that began; of prices by the time of day the highest, so that a budget is never overshot.
/// </summary>
internal static class GenaiPrices
{
    /// <summary>Reads a list of providers.</summary>
    public static void Read(JsonArray providers, string path, string source, PriceFields fields)
    {
        for (var i = 0; i < providers.Count; i++)
        {
            var place = $"{path}[{i}]";
            if (providers[i] is not JsonObject provider || PriceFields.Text(provider["id"]) is not { Length: > 0 } id)
                fields.Refuse($"{place}.id", (providers[i] as JsonObject)?["id"], "the provider's name");
            else if (provider["models"] is not JsonArray models)
                fields.Refuse($"{place}.models", provider["models"], "a list of models");
            else
                ReadModels(id, models, $"{place}.models", source, fields);
        }
    }

    private static void ReadModels(string provider, JsonArray models, string path, string source, PriceFields fields)
    {
        for (var i = 0; i < models.Count; i++)
        {
            var place = $"{path}[{i}]";
            if (models[i] is not JsonObject model || PriceFields.Text(model["id"]) is not { Length: > 0 } id)
            {
                fields.Refuse($"{place}.id", (models[i] as JsonObject)?["id"], "the model's name");
                continue;
            }

            if (Current(model["prices"]) is not { } prices)
            {
                fields.Refuse($"{place}.prices", model["prices"], "{ input_mtok, cache_read_mtok, output_mtok }, or a list of such under conditions");
                continue;
            }

            var input = fields.Amount(Base(prices["input_mtok"]), $"{place}.prices.input_mtok", 1);
            var cached = fields.Amount(Base(prices["cache_read_mtok"]), $"{place}.prices.cache_read_mtok", 1);
            var output = fields.Amount(Base(prices["output_mtok"]), $"{place}.prices.output_mtok", 1);

            // Models that are not paid by input and output tokens, such as those for images, are none of ours.
            if (input is null || output is null)
                continue;
            foreach (var name in EqualNames(model["match"]).Prepend(id))
                fields.Add(provider, name, input.Value, cached, output.Value, source);
        }
    }

    private static JsonObject? Current(JsonNode? prices)
    {
        if (prices is not JsonArray { Count: > 0 } list)
            return prices as JsonObject;

        JsonObject? current = null;
        foreach (var item in list.OfType<JsonObject>())
        {
            if (item["prices"] is not JsonObject these)
                return null;
            var constraint = item["constraint"] as JsonObject;
            if (constraint?["start_time"] is not null)
                current = Output(these) > Output(current) ? these : current;
            else if (HasBegun(constraint))
                current = these;
        }

        return current;
    }

    private static bool HasBegun(JsonObject? constraint) =>
        PriceFields.Text(constraint?["start_date"]) is not { } text
        || !DateOnly.TryParse(text, CultureInfo.InvariantCulture, out var date)
        || date <= DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private static decimal Output(JsonObject? prices) =>
        Base(prices?["output_mtok"]) is JsonValue value && value.TryGetValue<decimal>(out var amount) ? amount : 0;

    private static JsonNode? Base(JsonNode? price) => price is JsonObject tiers ? tiers["base"] : price;

    /// <summary>Other names of the model. Those that only begin alike may be another model, and are left out.</summary>
    private static IEnumerable<string> EqualNames(JsonNode? match) => match switch
    {
        JsonObject rule when rule["or"] is JsonArray any => any.SelectMany(EqualNames),
        JsonObject rule when PriceFields.Text(rule["equals"]) is { Length: > 0 } name => [name],
        _ => [],
    };
}

using System.Text.Json;
using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Providers.Prices;

/// <summary>Collects the prices of a file, and what is wrong with it.</summary>
internal sealed class PriceFields(string name)
{
    private const decimal Highest = 1_000_000;

    /// <summary>What is wrong.</summary>
    public List<PlanError> Errors { get; } = [];

    /// <summary>The prices found.</summary>
    public List<(string Provider, string Model, Price Price)> Prices { get; } = [];

    /// <summary>The string that stands there; null when it is none.</summary>
    public static string? Text(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() is JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>Notes that a value is not allowed.</summary>
    public void Refuse(string path, JsonNode? value, string allowed) =>
        Errors.Add(new PlanError(path.Length == 0 ? name : path, value is null ? "nothing" : Shorten(value.ToJsonString()), allowed));

    /// <summary>Reads a price in USD per million tokens; null when there is none or it is not allowed.</summary>
    public decimal? Amount(JsonNode? node, string path, decimal perMillion)
    {
        if (node is null)
            return null;
        if (node is JsonValue value && value.GetValueKind() is JsonValueKind.Number
            && value.TryGetValue<decimal>(out var amount) && amount >= 0 && amount <= Highest / perMillion)
        {
            return amount * perMillion;
        }

        Refuse(path, node, perMillion == 1
            ? "a number from 0 to 1000000 USD per million tokens" : "a number from 0 to 1 USD per token");
        return null;
    }

    /// <summary>Adds a price; without a price for cached input it costs as much as other input.</summary>
    public void Add(string provider, string model, decimal input, decimal? cached, decimal output, string source) =>
        Prices.Add((provider, model, new Price(input, cached ?? input, output, source)));

    private static string Shorten(string text) => text.Length <= 80 ? text : $"{text.AsSpan(0, 77)}...";
}

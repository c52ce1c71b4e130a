using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Messages.Plans;

/// <summary>What is known of a provider before anything is sent.</summary>
/// <param name="Name">Its one name; aliases lead to it.</param>
/// <param name="BaseUrl">Where its API is; null when the user must say.</param>
/// <param name="ApiKey">Where its key is by custom.</param>
public sealed record ProviderDefaults(string Name, Uri? BaseUrl, KeyReference ApiKey);

/// <summary>The providers and targets that a plan may name, and prices.</summary>
public interface IProviderCatalog
{
    /// <summary>The names to choose from, aliases included.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Finds a provider by name or alias; null when there is none.</summary>
    ProviderDefaults? Find(string name);

    /// <summary>The published price of a model; null when none is known.</summary>
    Price? PriceOf(string provider, string model);

    /// <summary>The fields of a target that plans call by a name; null when there is none.</summary>
    JsonObject? EntryOf(string name) => null;
}

using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Messages.Plans;

/// <summary>What is measured: a model of a provider behind a base URL.</summary>
public sealed record Target
{
    /// <summary>The provider's name in the catalogue, such as <c>openai</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The model's name as the provider knows it.</summary>
    public required string Model { get; init; }

    /// <summary>Where the API is, with the version's path where the provider has one.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>True when <see cref="BaseUrl"/> is not the provider's own.</summary>
    public bool HasOwnBaseUrl { get; init; }

    /// <summary>Where workers find the key.</summary>
    public KeyReference ApiKey { get; init; } = KeyReference.None;

    /// <summary>Where workers find several keys to use in turn, the first being <see cref="ApiKey"/>; empty when there is only that.</summary>
    public IReadOnlyList<KeyReference> ApiKeys { get; init; } = [];

    /// <summary>The most that may be sent to it.</summary>
    public TargetLimits Limits { get; init; } = TargetLimits.None;

    /// <summary>The version of HTTP.</summary>
    public HttpChoice Http { get; init; } = HttpChoice.Version11;

    /// <summary>What it costs; null when nobody knows, which gives results without cost.</summary>
    public Price? Price { get; init; }

    /// <summary>Tags that a worker must have to measure it, beside those of the plan.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Every key reference, at least one.</summary>
    public IReadOnlyList<KeyReference> Keys => ApiKeys.Count > 0 ? ApiKeys : [ApiKey];

    /// <summary>The name for people: <c>provider/model</c>.</summary>
    public string Name => $"{Provider}/{Model}";

    /// <summary>The identity over all runs.</summary>
    public TargetId Id => new(HasOwnBaseUrl ? $"{Name}@{BaseUrl.Authority}{Path}" : Name);

    private string Path => BaseUrl.AbsolutePath.TrimEnd('/') is { Length: > 0 } path && path != "/v1" ? path : "";
}

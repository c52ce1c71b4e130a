using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Protocols;

namespace AkkaApiBench.Providers;

/// <summary>A vendor or a server: which protocol it speaks, and how it differs from others that do.</summary>
/// <param name="Name">Its one name.</param>
/// <param name="Protocol">How to speak to it.</param>
/// <param name="BaseUrl">Where its API is; null when the user must say.</param>
/// <param name="KeyVariable">The environment variable of its key by custom; null when it needs none.</param>
internal sealed record Preset(string Name, IWireProtocol Protocol, string? BaseUrl, string? KeyVariable)
{
    /// <summary>Other names for it, in plans and in price files.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What it does differently.</summary>
    public Dialect Dialect { get; init; } = new();

    /// <summary>Where requests go, from base URL and model.</summary>
    public Func<Uri, string, Uri>? EndpointOf { get; init; }

    /// <summary>The provider whose prices hold, where that is another.</summary>
    public string? PricedAs { get; init; }

    /// <summary>Its <c>gen_ai.provider.name</c> in OpenTelemetry's conventions, where that is not the name of the vendor.</summary>
    public string? TelemetryName { get; init; }

    /// <summary>What a plan is told of it.</summary>
    public ProviderDefaults Defaults => new(Name, BaseUrl is null ? null : new Uri(BaseUrl),
        KeyVariable is null ? KeyReference.None : new KeyReference($"env:{KeyVariable}"));

    /// <summary>Another API of the same vendor, at the same place with the same key and prices: <c>NAME-API</c>.</summary>
    public Preset Speaking(string api, IWireProtocol protocol) =>
        this with { Name = $"{Name}-{api}", Protocol = protocol, Aliases = [], PricedAs = Name };

    /// <summary>Where requests for a model go.</summary>
    public Uri Endpoint(Uri baseUrl, string model, bool isStreamed) =>
        EndpointOf?.Invoke(baseUrl, model) ?? new Uri(baseUrl.AbsoluteUri.TrimEnd('/') + Protocol.PathOf(model, isStreamed));

    /// <summary>True for its name and its aliases, in any case.</summary>
    public bool IsCalled(string name) =>
        name.Equals(Name, StringComparison.OrdinalIgnoreCase) || Aliases.Contains(name, StringComparer.OrdinalIgnoreCase);
}

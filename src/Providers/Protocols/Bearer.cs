using AkkaApiBench.Providers.Keys;

namespace AkkaApiBench.Providers.Protocols;

/// <summary>Authorization as RFC 6750 has it, which most APIs follow.</summary>
internal static class Bearer
{
    /// <summary>The header of a key; none without a key.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Headers(ApiKey key) =>
        key.IsNone ? [] : [new("Authorization", $"Bearer {key.Reveal()}")];
}

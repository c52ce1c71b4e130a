using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Providers.Keys;

/// <summary>A key could not be had. Names the reference, never a key.</summary>
/// <param name="reference">Where the key should be.</param>
/// <param name="reason">What is wrong there.</param>
public sealed class KeyUnavailableException(KeyReference reference, string reason)
    : Exception($"api_key: {reference.Value}: {reason}")
{
    /// <summary>Where the key should be.</summary>
    public KeyReference Reference { get; } = reference;
}

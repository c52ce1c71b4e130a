using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Providers.Keys;

/// <summary>Where references to keys are resolved.</summary>
public interface IKeySource
{
    /// <summary>Finds the key that <paramref name="reference"/> points at.</summary>
    /// <exception cref="KeyUnavailableException">There is none, or it is not a key.</exception>
    ApiKey Resolve(KeyReference reference);
}

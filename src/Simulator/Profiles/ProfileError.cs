namespace AkkaApiBench.Simulator.Profiles;

/// <summary>One thing wrong with a profile's file.</summary>
/// <param name="Path">Where, such as <c>latency.ttft.lognormal.sigma</c>.</param>
/// <param name="Value">What stands there; hidden where it may be a secret.</param>
/// <param name="Allowed">What may stand there.</param>
public sealed record ProfileError(string Path, string Value, string Allowed)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Value} is not allowed; allowed: {Allowed}";
}

/// <summary>A profile, or everything that is wrong with it.</summary>
/// <param name="Profile">The profile; null when there are errors.</param>
/// <param name="Errors">All errors at once; empty when there is a profile.</param>
public sealed record ProfileReading(Profile? Profile, IReadOnlyList<ProfileError> Errors);

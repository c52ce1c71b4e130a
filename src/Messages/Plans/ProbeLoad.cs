namespace AkkaApiBench.Messages.Plans;

/// <summary>
/// Requests of which each depends on the answers before it: the type of test decides what is sent and when it is over, the load
/// sets its bounds.
/// </summary>
/// <param name="MaxRequests">The most requests.</param>
/// <param name="Duration">For how long requests are started.</param>
public sealed record ProbeLoad(int MaxRequests, TimeSpan Duration) : Load
{
    /// <summary>How many bytes of a prompt are taken for a token: the prompts of probes are words of this length with their space.</summary>
    public const int BytesPerToken = 4;

    /// <summary>The longest prompt, in tokens of <see cref="BytesPerToken"/> bytes.</summary>
    public int MaxPromptTokens { get; init; } = 1_000;

    /// <summary>The most requests a minute; only a test of rate limits gets there.</summary>
    public double MaxPerMinute { get; init; } = 600;

    /// <summary>The most requests in flight.</summary>
    public int MaxInFlight { get; init; } = 1;

    /// <inheritdoc/>
    /// <remarks>A probe plans each request at the moment of sending it: planned is what was sent.</remarks>
    public override long? Planned => null;

    /// <inheritdoc/>
    public override TimeSpan? Limit => Duration;

    /// <inheritdoc/>
    public override int InFlight => MaxInFlight;

    /// <inheritdoc/>
    public override int MaxParts => 1;

    /// <inheritdoc/>
    public override Load Share(int part, int parts) => part == 0 ? this : this with { MaxRequests = 0 };
}

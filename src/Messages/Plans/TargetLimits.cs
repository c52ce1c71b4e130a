namespace AkkaApiBench.Messages.Plans;

/// <summary>The user's own caps on what is sent to a target; null is without cap. Every try counts, of whatever it comes.</summary>
/// <param name="RequestsPerMinute">Requests in any minute, evenly spread.</param>
/// <param name="TokensPerMinute">Input and output tokens in any minute.</param>
/// <param name="MaxConcurrent">Requests that may be unanswered at a time.</param>
public sealed record TargetLimits(double? RequestsPerMinute = null, double? TokensPerMinute = null, int? MaxConcurrent = null)
{
    /// <summary>No cap.</summary>
    public static readonly TargetLimits None = new();

    /// <summary>True when others may just have used the caps: then the first request waits for its turn.</summary>
    public bool UsedBefore { get; init; }

    /// <summary>The share of part <paramref name="part"/> of <paramref name="parts"/>; the shares add up to the whole.</summary>
    /// <remarks>There must be no more parts than <see cref="MaxConcurrent"/>, else some part could send nothing.</remarks>
    public TargetLimits Share(int part, int parts) => new(
        RequestsPerMinute / parts,
        TokensPerMinute / parts,
        MaxConcurrent is { } most ? most / parts + (part < most % parts ? 1 : 0) : null);
}

using System.Collections.Immutable;

namespace AkkaApiBench.Messages.Plans;

/// <summary>Requests at the times at which others sent theirs (open loop).</summary>
/// <param name="Requests">What was recorded, in the order of its times.</param>
/// <param name="Speedup">How much faster than recorded: 2 takes half the time.</param>
/// <param name="MaxInFlight">The most that may be unanswered; beyond it requests wait, and are sent late.</param>
public sealed record TraceLoad(ImmutableArray<TraceRequest> Requests, double Speedup, int MaxInFlight) : Load
{
    /// <summary>The most requests in a trace.</summary>
    public const int MaxRequests = 50_000;

    /// <summary>The most bytes that the traces of a plan may come to when packed: a plan travels in one message.</summary>
    public const int MaxPackedBytes = 64 * 1024;

    /// <inheritdoc/>
    public override long? Planned => Requests.Length;

    /// <inheritdoc/>
    public override TimeSpan? Limit => Requests.IsEmpty ? TimeSpan.Zero : DueTime(Requests.Length - 1);

    /// <inheritdoc/>
    public override int InFlight => MaxInFlight;

    /// <inheritdoc/>
    public override int MaxParts => Math.Min(Requests.Length, MaxInFlight);

    /// <summary>When a request is due, from the beginning.</summary>
    public TimeSpan DueTime(int index) => TimeSpan.FromMilliseconds(Requests[index].AtMs / Speedup);

    /// <inheritdoc/>
    public override Load Share(int part, int parts) => new TraceLoad(
        [.. Requests.Where((_, index) => index % parts == part)], Speedup, Divide(MaxInFlight, part, parts));
}

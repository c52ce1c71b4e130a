namespace AkkaApiBench.Messages.Plans;

/// <summary>Requests at even distances, whether or not earlier ones were answered (open loop).</summary>
/// <param name="Rate">Requests a second.</param>
/// <param name="Duration">For how long.</param>
/// <param name="MaxInFlight">The most that may be unanswered; beyond it requests wait, and are sent late.</param>
/// <param name="Phase">When the first request is due, as a share of the distance between two.</param>
public sealed record ConstantRateLoad(double Rate, TimeSpan Duration, int MaxInFlight, double Phase = 0) : Load
{
    /// <inheritdoc/>
    public override int MaxParts => MaxInFlight;

    /// <inheritdoc/>
    public override long? Planned => Due;

    /// <inheritdoc/>
    public override TimeSpan? Limit => Duration;

    /// <inheritdoc/>
    public override int InFlight => MaxInFlight;

    /// <inheritdoc/>
    public override double? OfferedRate => Rate;

    /// <summary>How many requests fall due.</summary>
    /// <remarks>The tolerance for rounding is a share of the product, so that it shrinks with the load and shares still add up.</remarks>
    public long Due => DueBefore(Duration);

    /// <inheritdoc/>
    public override int MaxBlocks => BlocksOf(Duration);

    /// <inheritdoc/>
    public override Load Block(int block, int blocks)
    {
        var (begin, end) = (BeginOf(Duration, block, blocks), EndOf(Duration, block, blocks));
        return new ConstantRateLoad(Rate, end - begin, MaxInFlight, Phase + DueBefore(begin) - (Rate * begin.TotalSeconds));
    }

    /// <inheritdoc/>
    public override Load Share(int part, int parts) =>
        new ConstantRateLoad(Rate / parts, Duration, Divide(MaxInFlight, part, parts), (Phase + part) / parts);

    private long DueBefore(TimeSpan time) => Math.Max(0, (long)Math.Ceiling((Rate * time.TotalSeconds * (1 - 1e-12)) - Phase));
}

using System.Collections.Immutable;

namespace AkkaApiBench.Messages.Plans;

/// <summary>A rate that goes from one value to the next in straight lines (open loop), as k6's ramping arrival rate does.</summary>
/// <param name="StartRate">Requests a second at the beginning.</param>
/// <param name="Stages">Where the rate goes from there, stage by stage.</param>
/// <param name="MaxInFlight">The most that may be unanswered; beyond it requests wait, and are sent late.</param>
/// <param name="Phase">How far into the first request the load begins, as a share of a request.</param>
public sealed record RampLoad(double StartRate, ImmutableArray<RampStage> Stages, int MaxInFlight, double Phase = 0) : Load
{
    /// <inheritdoc/>
    public override long? Planned => Due;

    /// <inheritdoc/>
    public override TimeSpan? Limit => Stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Duration);

    /// <inheritdoc/>
    public override int InFlight => MaxInFlight;

    /// <inheritdoc/>
    public override int MaxParts => MaxInFlight;

    /// <summary>How many requests fall due: the area under the rate.</summary>
    /// <remarks>The tolerance for rounding is a share of the area, so that it shrinks with the load and shares still add up.</remarks>
    public long Due => (long)Math.Ceiling((Area * (1 - 1e-12)) - Phase);

    private double Area
    {
        get
        {
            var (area, rate) = (0.0, StartRate);
            foreach (var stage in Stages)
            {
                area += (rate + stage.Rate) / 2 * stage.Duration.TotalSeconds;
                rate = stage.Rate;
            }

            return area;
        }
    }

    /// <inheritdoc/>
    public override Load Share(int part, int parts) => new RampLoad(
        StartRate / parts,
        [.. Stages.Select(stage => stage with { Rate = stage.Rate / parts })],
        Divide(MaxInFlight, part, parts),
        (Phase + part) / parts);
}

/// <summary>One straight line of a ramp.</summary>
/// <param name="Rate">Requests a second at its end.</param>
/// <param name="Duration">How long it takes; zero is a jump.</param>
public sealed record RampStage(double Rate, TimeSpan Duration);

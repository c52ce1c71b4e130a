namespace AkkaApiBench.Messages.Plans;

/// <summary>
/// Requests at random, as independent users send them: a Poisson process (open loop). The seed fixes every arrival, and with
/// them their number.
/// </summary>
/// <param name="Rate">Requests a second on average, of the whole.</param>
/// <param name="Duration">For how long.</param>
/// <param name="MaxInFlight">The most that may be unanswered; beyond it requests wait, and are sent late.</param>
/// <param name="Seed">What the arrivals are drawn from.</param>
/// <param name="Part">Which share of the whole this is, from 0.</param>
/// <param name="Parts">How many shares there are.</param>
/// <param name="Begin">Where in the process the load begins.</param>
/// <remarks>
/// Each arrival of the whole falls to one of the shares at random, so that the shares are independent Poisson processes of
/// rate/parts (thinning), and together are the whole, arrival for arrival. Arrivals are counted when the load is made, so make
/// another one rather than a copy with other figures.
/// </remarks>
public sealed record PoissonLoad(double Rate, TimeSpan Duration, int MaxInFlight, long Seed = 0, int Part = 0, int Parts = 1, TimeSpan Begin = default) : Load
{
    /// <summary>The most requests that a load may be expected to have: all are drawn beforehand.</summary>
    public const int MaxRequests = 1_000_000;

    /// <inheritdoc/>
    public override long? Planned { get; } = PoissonArrivals.Of(Rate, Begin, Duration, Seed, Part, Parts).LongCount();

    /// <inheritdoc/>
    public override TimeSpan? Limit => Duration;

    /// <inheritdoc/>
    public override int InFlight => MaxInFlight;

    /// <inheritdoc/>
    public override int MaxParts => MaxInFlight;

    /// <inheritdoc/>
    public override double? OfferedRate => Rate / Parts;

    /// <summary>When each request is due, from the beginning, in order.</summary>
    public IEnumerable<TimeSpan> Arrivals => PoissonArrivals.Of(Rate, Begin, Duration, Seed, Part, Parts);

    /// <inheritdoc/>
    public override int MaxBlocks => BlocksOf(Duration);

    /// <inheritdoc/>
    public override Load Block(int block, int blocks)
    {
        var (begin, end) = (BeginOf(Duration, block, blocks), EndOf(Duration, block, blocks));
        return new PoissonLoad(Rate, end - begin, MaxInFlight, Seed, Part, Parts, Begin + begin);
    }

    /// <inheritdoc/>
    public override Load Share(int part, int parts) =>
        new PoissonLoad(Rate, Duration, Divide(MaxInFlight, part, parts), Seed, (Part * parts) + part, Parts * parts, Begin);
}

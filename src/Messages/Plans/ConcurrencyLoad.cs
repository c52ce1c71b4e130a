namespace AkkaApiBench.Messages.Plans;

/// <summary>Always the same number of requests in flight, for a while (closed loop).</summary>
/// <param name="Concurrency">How many at a time.</param>
/// <param name="Duration">For how long requests are started.</param>
public sealed record ConcurrencyLoad(int Concurrency, TimeSpan Duration) : Load
{
    /// <inheritdoc/>
    public override long? Planned => null;

    /// <inheritdoc/>
    public override TimeSpan? Limit => Duration;

    /// <inheritdoc/>
    public override int InFlight => Concurrency;

    /// <inheritdoc/>
    public override int MaxParts => Concurrency;

    /// <inheritdoc/>
    public override int MaxBlocks => BlocksOf(Duration);

    /// <inheritdoc/>
    public override Load Block(int block, int blocks) =>
        this with { Duration = EndOf(Duration, block, blocks) - BeginOf(Duration, block, blocks) };

    /// <inheritdoc/>
    public override Load Share(int part, int parts) => this with { Concurrency = Divide(Concurrency, part, parts) };
}

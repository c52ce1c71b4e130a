namespace AkkaApiBench.Messages.Plans;

/// <summary>A fixed number of requests, a few at a time (closed loop).</summary>
/// <param name="Requests">How many requests.</param>
/// <param name="Concurrency">How many at a time.</param>
public sealed record IterationsLoad(int Requests, int Concurrency) : Load
{
    /// <inheritdoc/>
    public override long? Planned => Requests;

    /// <inheritdoc/>
    public override TimeSpan? Limit => null;

    /// <inheritdoc/>
    public override int InFlight => Concurrency;

    /// <inheritdoc/>
    public override int MaxParts => Math.Min(Requests, Concurrency);

    /// <inheritdoc/>
    public override int MaxBlocks => Requests;

    /// <inheritdoc/>
    public override Load Block(int block, int blocks) => this with { Requests = Divide(Requests, block, blocks) };

    /// <inheritdoc/>
    public override Load Share(int part, int parts) =>
        new IterationsLoad(Divide(Requests, part, parts), Divide(Concurrency, part, parts));
}

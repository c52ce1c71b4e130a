namespace AkkaApiBench.Messages.Plans;

/// <summary>When requests are sent.</summary>
public abstract record Load
{
    /// <summary>The share of this load that part <paramref name="part"/> of <paramref name="parts"/> testers takes; the shares add up to the whole.</summary>
    public abstract Load Share(int part, int parts);

    /// <summary>How many requests there are; null when time decides.</summary>
    public abstract long? Planned { get; }

    /// <summary>For how long requests are started; null when their number decides.</summary>
    public abstract TimeSpan? Limit { get; }

    /// <summary>The most requests in flight.</summary>
    public abstract int InFlight { get; }

    /// <summary>Into how many shares the load can be cut at the most.</summary>
    public abstract int MaxParts { get; }

    private protected static int Divide(int whole, int part, int parts) => whole / parts + (part < whole % parts ? 1 : 0);
}

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
    public override Load Share(int part, int parts) =>
        new IterationsLoad(Divide(Requests, part, parts), Divide(Concurrency, part, parts));
}

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
    public override Load Share(int part, int parts) => this with { Concurrency = Divide(Concurrency, part, parts) };
}

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

    /// <summary>How many requests fall due.</summary>
    /// <remarks>The tolerance for rounding is a share of the product, so that it shrinks with the load and shares still add up.</remarks>
    public long Due => (long)Math.Ceiling(Rate * Duration.TotalSeconds * (1 - 1e-12) - Phase);

    /// <inheritdoc/>
    public override Load Share(int part, int parts) =>
        new ConstantRateLoad(Rate / parts, Duration, Divide(MaxInFlight, part, parts), (Phase + part) / parts);
}

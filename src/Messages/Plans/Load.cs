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

    /// <summary>Requests a second on average, where the load sets them (open loop); null where answers do (closed loop).</summary>
    public virtual double? OfferedRate => Planned is { } planned && Limit is { Ticks: > 0 } limit ? planned / limit.TotalSeconds : null;

    /// <summary>Into how many shares the load can be cut at the most.</summary>
    public abstract int MaxParts { get; }

    private protected static int Divide(int whole, int part, int parts) => whole / parts + (part < whole % parts ? 1 : 0);
}

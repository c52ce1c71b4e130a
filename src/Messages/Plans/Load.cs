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

    /// <summary>Into how many pieces, one after the other, the load can be cut at the most.</summary>
    public virtual int MaxBlocks => 1;

    /// <summary>Piece <paramref name="block"/> of <paramref name="blocks"/> that follow one another; the pieces add up to the whole.</summary>
    public virtual Load Block(int block, int blocks) =>
        blocks == 1 ? this : throw new NotSupportedException($"{GetType().Name} cannot be cut into blocks.");

    /// <summary>The shortest piece of time that is worth measuring.</summary>
    private protected static int BlocksOf(TimeSpan duration) => (int)Math.Clamp(duration / TimeSpan.FromMilliseconds(100), 1, int.MaxValue);

    private protected static TimeSpan BeginOf(TimeSpan duration, int block, int blocks) => new(duration.Ticks / blocks * block);

    private protected static TimeSpan EndOf(TimeSpan duration, int block, int blocks) =>
        block + 1 == blocks ? duration : BeginOf(duration, block + 1, blocks);

    private protected static int Divide(int whole, int part, int parts) => whole / parts + (part < whole % parts ? 1 : 0);
}

namespace AkkaApiBench.Node.Worker.Load;

/// <summary>
/// Decides how many requests ahead a slice has the journal note as possibly started: enough that the load never waits for the
/// journal, little enough that a worker that dies loses no more than what it had in flight and about a second of its load.
/// </summary>
/// <param name="planned">How many requests there are; null when time decides.</param>
/// <param name="inFlight">The most requests in flight.</param>
/// <param name="rate">Requests a second where the schedule sets them; 0 where answers do.</param>
internal sealed class Reservation(long? planned, int inFlight, double rate)
{
    /// <summary>Shorter than this, and how many requests ended says nothing of their rate.</summary>
    private static readonly TimeSpan LeastTime = TimeSpan.FromMilliseconds(20);

    // A closed loop may start as many at once as it has in flight; at its beginning it does, and needs as many again.
    private readonly long _least = Math.Max(1, rate > 0 ? (long)Math.Ceiling(rate) : inFlight);
    private long _ahead = Math.Max(1, rate > 0 ? (long)Math.Ceiling(rate) : 2L * inFlight);
    private long _ended;
    private long _skipped;
    private TimeSpan _elapsed;

    /// <summary>What the journal has noted.</summary>
    public Permits Permits { get; } = new();

    /// <summary>True when the load would soon have to wait.</summary>
    public bool IsLow => Permits.Available < _ahead / 2.0 && Permits.Granted < (planned ?? long.MaxValue);

    /// <summary>What to have noted next, counted from the beginning.</summary>
    public long Next => Math.Max(Permits.Granted, Math.Min(planned ?? long.MaxValue, Permits.Taken + _ahead));

    /// <summary>Counts a request that was due and is never sent.</summary>
    public void Skip()
    {
        Permits.Take();
        _skipped++;
    }

    /// <summary>Requests skipped since the last time.</summary>
    public long TakeSkipped()
    {
        var skipped = _skipped;
        _skipped = 0;
        return skipped;
    }

    /// <summary>Requests that will never be started.</summary>
    public long NotTaken => planned is { } all ? all - Permits.Taken : 0;

    /// <summary>Takes what the journal has noted.</summary>
    public void Note(long reserved)
    {
        Permits.Grant(reserved);
        if (reserved >= planned)
            Permits.Close();
    }

    /// <summary>Learns from a window how many requests a second there are.</summary>
    /// <param name="ended">Requests that ended in it. Those that began tell less: a closed loop begins with a burst.</param>
    /// <param name="window">Its time.</param>
    public void Learn(long ended, TimeSpan window)
    {
        _ended += ended;
        _elapsed += window;
        if (rate == 0 && _elapsed >= LeastTime)
            _ahead = Math.Max(_least, (long)Math.Ceiling(_ended / _elapsed.TotalSeconds));
    }
}

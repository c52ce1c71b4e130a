namespace AkkaApiBench.Node.Worker.Load;

/// <summary>
/// Decides how many requests ahead a slice has the journal note as possibly started: enough that the load never waits for the
/// journal, little enough that a worker that dies loses no more than about a second of its load.
/// </summary>
/// <param name="planned">How many requests there are; null when time decides.</param>
/// <param name="inFlight">The most requests in flight.</param>
/// <param name="rate">Requests a second where the schedule sets them; 0 where answers do.</param>
internal sealed class Reservation(long? planned, int inFlight, double rate)
{
    private long _ahead = Math.Max(Math.Min(4L * inFlight, 4096), (long)Math.Ceiling(rate));
    private long _takenBefore;

    /// <summary>What the journal has noted.</summary>
    public Permits Permits { get; } = new();

    /// <summary>True when the load would soon have to wait.</summary>
    public bool IsLow => Permits.Available < _ahead / 2.0 && Permits.Granted < (planned ?? long.MaxValue);

    /// <summary>What to have noted next, counted from the beginning.</summary>
    public long Next => Math.Max(Permits.Granted, Math.Min(planned ?? long.MaxValue, Permits.Taken + _ahead));

    /// <summary>Requests that will never be started.</summary>
    public long NotTaken => planned is { } all ? all - Permits.Taken : 0;

    /// <summary>Takes what the journal has noted.</summary>
    public void Note(long reserved)
    {
        Permits.Grant(reserved);
        if (reserved >= planned)
            Permits.Close();
    }

    /// <summary>Learns from the time since the last window how many requests a second there are.</summary>
    public void Learn(TimeSpan window)
    {
        var started = Permits.Taken - _takenBefore;
        _takenBefore = Permits.Taken;
        if (window > TimeSpan.FromMilliseconds(20))
            _ahead = Math.Max(Math.Min(4L * inFlight, 4096), (long)Math.Ceiling(Math.Max(rate, started / window.TotalSeconds)));
    }
}

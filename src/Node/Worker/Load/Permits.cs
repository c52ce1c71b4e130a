namespace AkkaApiBench.Node.Worker.Load;

/// <summary>
/// How many requests may be started, counted from the beginning: some authority grants them, the load takes one a request.
/// Grants may come from any thread, taking is one stage's.
/// </summary>
internal sealed class Permits
{
    private long _granted;
    private long _taken;
    private volatile bool _isClosed;

    /// <summary>Permits without end.</summary>
    public static Permits Unlimited() => new() { _granted = long.MaxValue };

    /// <summary>Called after each change, on the thread that made it.</summary>
    public event Action? Changed;

    /// <summary>Permits granted from the beginning.</summary>
    public long Granted => Volatile.Read(ref _granted);

    /// <summary>Permits taken from the beginning.</summary>
    public long Taken => Volatile.Read(ref _taken);

    /// <summary>Permits at hand.</summary>
    public long Available => Granted - Taken;

    /// <summary>True when there will be no more than are granted.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>Takes one of those at hand.</summary>
    public void Take() => Volatile.Write(ref _taken, _taken + 1);

    /// <summary>Raises what is granted from the beginning to <paramref name="total"/>; never lowers it.</summary>
    public void Grant(long total)
    {
        if (total <= Granted)
            return;
        Volatile.Write(ref _granted, total);
        Changed?.Invoke();
    }

    /// <summary>Says that there will be no more.</summary>
    public void Close()
    {
        _isClosed = true;
        Changed?.Invoke();
    }
}

namespace AkkaApiBench.Node.Worker.Load.Limits;

/// <summary>
/// A cap per minute, kept in every span of a minute and spread over it: at most so much in any of the short windows that a
/// minute is cut into. What an entry takes may be less in the end than was set aside for it, and then makes room at once. Pure:
/// the time is told, and never goes back.
/// </summary>
/// <remarks>
/// For entries of one size this is the generic cell rate algorithm with a burst of one (ITU-T I.371); a bucket that gives back
/// what was set aside and not used could let through more than the cap in some minute, a list of the window's entries cannot.
/// </remarks>
internal sealed class RollingCap
{
    /// <summary>Entries of the largest size that fit into a window at the least, where a minute has room for them.</summary>
    private const int SmoothEntries = 4;

    /// <summary>Entries get to the provider at distances that differ a little from those at which they left.</summary>
    private static readonly TimeSpan Jitter = TimeSpan.FromSeconds(0.25);

    private readonly Queue<Entry> _entries = new();
    private readonly TimeSpan _window;
    private readonly double _most;
    private double _inWindow;
    private TimeSpan _opensAt;

    private RollingCap(double perMinute, double parts, TimeSpan begins)
    {
        _most = perMinute / parts;
        _window = (TimeSpan.FromMinutes(1) + Jitter) / parts;
        _opensAt = begins;
    }

    /// <summary>A cap on what is counted one by one.</summary>
    /// <param name="perMinute">How many a minute.</param>
    /// <param name="isFresh">False when others may just have used the cap: then the first entry waits for its turn.</param>
    public static RollingCap Of(double perMinute, bool isFresh)
    {
        var cap = new RollingCap(perMinute, perMinute, TimeSpan.Zero);
        return isFresh ? cap : new RollingCap(perMinute, perMinute, cap._window);
    }

    /// <summary>A cap on amounts.</summary>
    /// <param name="perMinute">How much a minute.</param>
    /// <param name="largest">The most that an entry takes.</param>
    /// <param name="isFresh">False when others may just have used the cap: then the first entry waits for its turn.</param>
    public static RollingCap Of(double perMinute, double largest, bool isFresh)
    {
        var parts = Math.Clamp(Math.Floor(perMinute / (SmoothEntries * Math.Max(1, largest))), 1, 60);
        var cap = new RollingCap(perMinute, parts, TimeSpan.Zero);
        return isFresh ? cap : new RollingCap(perMinute, parts, cap._window);
    }

    /// <summary>How long until an entry of this size may be made; zero when it may be now. One that is larger than the cap counts as the cap.</summary>
    public TimeSpan WaitFor(double amount, TimeSpan now)
    {
        Forget(now);
        if (now < _opensAt)
            return _opensAt - now;

        var excess = _inWindow + Math.Min(amount, _most) - _most;
        if (excess <= Tolerance)
            return TimeSpan.Zero;
        foreach (var entry in _entries)
        {
            excess -= entry.Amount;
            if (excess <= Tolerance)
                return entry.At + _window - now;
        }

        return TimeSpan.Zero;
    }

    /// <summary>Makes an entry, after <see cref="WaitFor"/> said that it may be made.</summary>
    public Entry Take(double amount, TimeSpan now)
    {
        var entry = new Entry(now, Math.Min(amount, _most));
        _entries.Enqueue(entry);
        _inWindow += entry.Amount;
        return entry;
    }

    /// <summary>Says what an entry really took.</summary>
    public void Settle(Entry entry, double amount)
    {
        if (entry.IsForgotten)
            return;
        _inWindow += Math.Min(amount, _most) - entry.Amount;
        entry.Amount = Math.Min(amount, _most);
    }

    // Sums of fractions come out a little beside.
    private double Tolerance => _most * 1e-9;

    private void Forget(TimeSpan now)
    {
        while (_entries.TryPeek(out var oldest) && oldest.At + _window <= now)
        {
            _entries.Dequeue().IsForgotten = true;
            _inWindow = _entries.Count == 0 ? 0 : _inWindow - oldest.Amount;
        }
    }

    /// <summary>What was let through at a time.</summary>
    internal sealed class Entry(TimeSpan at, double amount)
    {
        public TimeSpan At { get; } = at;

        public double Amount { get; set; } = amount;

        public bool IsForgotten { get; set; }
    }
}

namespace AkkaApiBench.Node.Worker.Load.Limits;

/// <summary>
/// The keys of a target, used in turn. A key that the provider refuses or limits rests for as long as the provider asks, or for
/// a pause that grows while it goes on. Pure: the time is told.
/// </summary>
internal sealed class KeyRing(int count)
{
    private readonly Key[] _keys = [.. Enumerable.Range(0, count).Select(_ => new Key())];
    private int _next;
    private long _uses;

    /// <summary>
    /// How long until a key can be used; zero when one can be now. Where all that do not rest for a limit were refused they are
    /// used nevertheless: that nothing works should show.
    /// </summary>
    public TimeSpan WaitAt(TimeSpan now)
    {
        var wait = TimeSpan.MaxValue;
        foreach (var key in _keys)
        {
            var rest = key.Until > now ? key.Until - now : TimeSpan.Zero;
            if (rest == TimeSpan.Zero)
                return TimeSpan.Zero;
            if (!key.IsRefused && rest < wait)
                wait = rest;
        }

        return wait == TimeSpan.MaxValue ? TimeSpan.Zero : wait;
    }

    /// <summary>Gives the next key, after <see cref="WaitAt"/> said that there is one.</summary>
    public int Take(TimeSpan now)
    {
        var chosen = -1;
        for (var i = 0; i < _keys.Length && chosen < 0; i++)
        {
            var candidate = (_next + i) % _keys.Length;
            if (_keys[candidate].Until <= now)
                chosen = candidate;
        }

        if (chosen < 0)
            chosen = Enumerable.Range(0, _keys.Length).OrderBy(i => _keys[i].LastUsed).First();
        _next = (chosen + 1) % _keys.Length;
        _keys[chosen].LastUsed = ++_uses;
        return chosen;
    }

    /// <summary>Has a key rest. A rest that is already longer stands.</summary>
    /// <param name="key">Which.</param>
    /// <param name="rest">For how long; null for the pause that grows from <paramref name="first"/>, doubled each time in a row, to <paramref name="longest"/>.</param>
    /// <param name="isRefused">True when the provider does not take the key at all.</param>
    /// <param name="first">The first pause.</param>
    /// <param name="longest">The longest pause.</param>
    /// <param name="now">When.</param>
    /// <returns>True when the key did not rest already.</returns>
    public bool Rest(int key, TimeSpan? rest, bool isRefused, TimeSpan first, TimeSpan longest, TimeSpan now)
    {
        var resting = _keys[key];
        // Answers to what was sent before the rest began do not make it grow.
        var isNew = resting.Until <= now;
        if (isNew)
            resting.InRow++;
        var grown = first * Math.Pow(2, Math.Min(20, resting.InRow - 1));
        var until = now + (rest ?? (grown < longest ? grown : longest));
        if (rest is null && !isNew)
            return false;
        if (until > resting.Until)
            resting.Until = until;
        resting.IsRefused = isRefused;
        return isNew;
    }

    /// <summary>Notes that a key works.</summary>
    public void NoteSuccess(int key) => _keys[key].InRow = 0;

    private sealed class Key
    {
        public TimeSpan Until { get; set; }

        public bool IsRefused { get; set; }

        public int InRow { get; set; }

        public long LastUsed { get; set; }
    }
}

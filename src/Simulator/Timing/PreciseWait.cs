using System.Diagnostics;
using System.Threading.Tasks.Sources;

namespace AkkaApiBench.Simulator.Timing;

/// <summary>Waits for one due time after another without allocating. One wait at a time.</summary>
internal sealed class PreciseWait(PreciseScheduler scheduler) : IValueTaskSource<bool>
{
    private ManualResetValueTaskSourceCore<bool> _source;
    private long _version;
    private long _pending;
    private volatile bool _cancelled;

    /// <summary>Waits until a time, and goes on in the scheduler's thread.</summary>
    /// <param name="due">When, in <see cref="Stopwatch"/> ticks.</param>
    /// <returns>False when the wait was cancelled or the scheduler stopped.</returns>
    public ValueTask<bool> Until(long due)
    {
        if (_cancelled)
            return ValueTask.FromResult(false);
        // In the scheduler's thread even what is overdue takes its turn, so that no stream holds up the others.
        if (due <= Stopwatch.GetTimestamp() && !scheduler.IsCurrentThread)
            return ValueTask.FromResult(true);

        _source.Reset();
        Interlocked.Exchange(ref _pending, ++_version);
        scheduler.Add(this, _version, due);
        if (_cancelled)
            Complete(_version, reached: false);
        return new ValueTask<bool>(this, _source.Version);
    }

    /// <summary>Ends the wait, and all later ones, at once.</summary>
    public void Cancel()
    {
        _cancelled = true;
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _pending) is > 0 and var version)
            Complete(version, reached: false);
    }

    /// <summary>Ends one use of the wait, unless it was ended before.</summary>
    internal void Complete(long version, bool reached)
    {
        if (Interlocked.CompareExchange(ref _pending, 0, version) == version)
            _source.SetResult(reached);
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}

using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Node.Worker.Load.Limits;

/// <summary>
/// Leaves a target alone when too many of its latest tries failed: closed, everything passes; open, nothing; after a while half
/// open, one try alone, which closes it or opens it again (Nygard, Release It!, 2007). Pure: the time is told.
/// </summary>
internal sealed class CircuitBreaker(BreakerPolicy policy)
{
    private readonly Queue<bool> _latest = new();
    private int _failures;
    private TimeSpan _openUntil;
    private TimeSpan _notClosedSince;
    private TimeSpan _notClosed;
    private bool _isTrying;

    /// <summary>Where it stands.</summary>
    public BreakerState State { get; private set; }

    /// <summary>How often it opened.</summary>
    public long Opened { get; private set; }

    /// <summary>How long until a try may pass; zero when it may now, <see cref="TimeSpan.MaxValue"/> when that depends on one under way.</summary>
    public TimeSpan WaitAt(TimeSpan now) => State switch
    {
        BreakerState.Open when now < _openUntil => _openUntil - now,
        BreakerState.HalfOpen when _isTrying => TimeSpan.MaxValue,
        _ => TimeSpan.Zero,
    };

    /// <summary>Lets a try pass, after <see cref="WaitAt"/> said that it may.</summary>
    /// <returns>True when it is the one that decides.</returns>
    public bool Pass()
    {
        if (State is BreakerState.Closed)
            return false;
        State = BreakerState.HalfOpen;
        return _isTrying = true;
    }

    /// <summary>Takes the end of a try that had passed.</summary>
    /// <param name="failed">Whether it failed; null when it says nothing of the target.</param>
    /// <param name="decides">What <see cref="Pass"/> said of it.</param>
    /// <param name="now">When.</param>
    public void Note(bool? failed, bool decides, TimeSpan now)
    {
        if (decides)
        {
            _isTrying = false;
            if (failed == true)
                Open(now);
            else if (failed == false)
                Close(now);
            return;
        }

        // What was sent before it opened tells nothing new.
        if (failed is not { } bad || State is not BreakerState.Closed)
            return;
        _latest.Enqueue(bad);
        _failures += bad ? 1 : 0;
        if (_latest.Count > policy.Window)
            _failures -= _latest.Dequeue() ? 1 : 0;
        if (_latest.Count >= policy.MinRequests && _failures >= policy.FailureShare * _latest.Count)
            Open(now);
    }

    /// <summary>How long it was not closed so far.</summary>
    public TimeSpan NotClosed(TimeSpan now) => State is BreakerState.Closed ? _notClosed : _notClosed + (now - _notClosedSince);

    private void Open(TimeSpan now)
    {
        if (State is BreakerState.Closed)
            _notClosedSince = now;
        State = BreakerState.Open;
        _openUntil = now + policy.OpenFor;
        Opened++;
        _latest.Clear();
        _failures = 0;
    }

    private void Close(TimeSpan now)
    {
        _notClosed = NotClosed(now);
        State = BreakerState.Closed;
    }
}

/// <summary>Where a circuit breaker stands.</summary>
internal enum BreakerState
{
    /// <summary>Everything passes.</summary>
    Closed,

    /// <summary>Nothing passes.</summary>
    Open,

    /// <summary>One try passes, and its end decides.</summary>
    HalfOpen,
}

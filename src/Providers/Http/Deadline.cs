using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Providers.Http;

/// <summary>What ends a lane's request early: a limit that changes with its phases, or the user. Reused from request to request.</summary>
internal sealed class Deadline : IDisposable
{
    // What a timer can take; nobody waits longer for an answer.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(40);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private CancellationTokenSource _source = new();
    private CancellationToken _stop;
    private CancellationTokenRegistration _registration;
    private ErrorKind _meaning;

    /// <summary>Why the request was ended; null while it may run.</summary>
    public ErrorKind? Passed =>
        !_source.IsCancellationRequested ? null : _stop.IsCancellationRequested ? ErrorKind.Cancelled : _meaning;

    /// <summary>Begins with a new request.</summary>
    public CancellationToken Begin(CancellationToken stop)
    {
        // All lanes of a run share one token to stop, so it is registered with once, not for each request.
        if (stop != _stop)
        {
            _registration.Dispose();
            _stop = stop;
            _registration = stop.UnsafeRegister(static self => ((Deadline)self!).Cancel(), this);
        }

        // After that no earlier token can cancel the new request.
        if (!_source.TryReset())
            Volatile.Write(ref _source, new CancellationTokenSource());
        if (stop.IsCancellationRequested)
            Cancel();
        return _source.Token;
    }

    /// <summary>Sets the limit that holds from now on, in the place of the one before.</summary>
    public void Set(ErrorKind meaning, TimeSpan limit)
    {
        _meaning = meaning;
        _source.CancelAfter(limit < Shortest ? Shortest : limit > Longest ? Longest : limit);
    }

    /// <summary>Ends the limit of a request that is done, so that nothing fires while the lane is idle.</summary>
    public void End() => _source.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }

    private void Cancel() => Volatile.Read(ref _source).Cancel();
}

namespace AkkaApiBench.Node.Worker.Load;

/// <summary>A thread that calls back at a time, one call at a time: timers and thread pools are milliseconds late.</summary>
/// <param name="wake">What to call.</param>
internal sealed class Pacer(Action wake) : IDisposable
{
    private readonly SemaphoreSlim _asked = new(0);
    private long _at;
    private volatile bool _isDisposed;

    /// <summary>Starts the thread.</summary>
    public void Start() => new Thread(Run) { IsBackground = true, Name = nameof(Pacer) }.Start();

    /// <summary>Calls back at a Stopwatch timestamp, at once when that is over. Not to be asked again before.</summary>
    public void WakeAt(long timestamp)
    {
        _at = timestamp;
        _asked.Release();
    }

    public void Dispose()
    {
        _isDisposed = true;
        _asked.Release();
    }

    private void Run()
    {
        UrgentThread.Enter();
        while (true)
        {
            _asked.Wait();
            if (_isDisposed)
                break;
            PreciseWait.SleepUntil(_at);
            wake();
        }

        _asked.Dispose();
    }
}

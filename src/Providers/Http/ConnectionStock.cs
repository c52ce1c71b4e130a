using System.Collections.Concurrent;

namespace AkkaApiBench.Providers.Http;

/// <summary>Connections opened in advance, which the HTTP handler takes before it opens new ones.</summary>
internal sealed class ConnectionStock(Connector connector) : IDisposable
{
    private readonly ConcurrentQueue<OpenConnection> _ready = new();
    private readonly ConcurrentQueue<ConnectionTimes> _times = new();
    private int _opened;

    /// <summary>Connections opened so far.</summary>
    public int Opened => Volatile.Read(ref _opened);

    /// <summary>Opens a connection and keeps it until it is wanted.</summary>
    public async Task AddAsync(CancellationToken stop) => _ready.Enqueue(await OpenAsync(stop).ConfigureAwait(false));

    /// <summary>Gives a connection, one that is ready if there is one.</summary>
    public async ValueTask<OpenConnection> TakeAsync(CancellationToken stop)
    {
        while (_ready.TryDequeue(out var ready))
        {
            if (ready.IsAlive)
                return ready;
            await ready.DisposeAsync().ConfigureAwait(false);
        }

        return await OpenAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Gives the times of a connection that was opened, each once.</summary>
    public bool TryTakeTimes(out ConnectionTimes times) => _times.TryDequeue(out times);

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_ready.TryDequeue(out var ready))
            ready.Stream.Dispose();
    }

    private async Task<OpenConnection> OpenAsync(CancellationToken stop)
    {
        var opened = await connector.OpenAsync(stop).ConfigureAwait(false);
        Interlocked.Increment(ref _opened);
        _times.Enqueue(opened.Times);
        return opened;
    }
}

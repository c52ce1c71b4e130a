using Microsoft.Extensions.Caching.Memory;

namespace AkkaApiBench.Node.Gateway.Insights;

/// <summary>
/// Does what takes a processor some tenths of a second, one at a time and on a thread of its own: neither actors nor other requests
/// wait for it. The last results are kept.
/// </summary>
internal sealed class Computations : IDisposable
{
    private const int MostKept = 256;

    private readonly MemoryCache _results = new(new MemoryCacheOptions { SizeLimit = MostKept });
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>The result for a key: the one that is known, or a new one.</summary>
    /// <param name="key">All that the result depends on.</param>
    /// <param name="compute">Makes it; pure.</param>
    /// <param name="cancellation">Ends the waiting for a turn; what is begun is done and kept.</param>
    public async Task<T> OfAsync<T>(object key, Func<T> compute, CancellationToken cancellation)
    {
        if (_results.TryGetValue(key, out T? known))
            return known!;
        await _turn.WaitAsync(cancellation);
        try
        {
            // Who waited may have waited for the same.
            if (_results.TryGetValue(key, out known))
                return known!;
            var result = await Task.Factory.StartNew(compute, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            return _results.Set(key, result, new MemoryCacheEntryOptions { Size = 1 });
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _results.Dispose();
        _turn.Dispose();
    }
}

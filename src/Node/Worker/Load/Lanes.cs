using System.Runtime.CompilerServices;
using AkkaApiBench.Providers;
using AkkaApiBench.Providers.Http;

namespace AkkaApiBench.Node.Worker.Load;

/// <summary>A request that came to an end, with the lane whose buffers hold its details until it is recorded.</summary>
internal sealed record Answered(LlmLane Lane, RequestRecord Record);

/// <summary>
/// The lanes of one load stream. All is called from the stream's own island: a lane is taken when a request is sent, and given
/// back when its record was taken.
/// </summary>
internal sealed class Lanes(LlmClient client, bool isOpenLoop, CancellationToken abort) : IDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly Stack<LlmLane> _free = new();
    private readonly List<LlmLane> _all = [];
    private int _failuresInRow;

    /// <summary>Sends a request that is due at a Stopwatch timestamp, or now when that is 0. Runs on the caller down to the socket.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Answered> SendAsync(long due)
    {
        var lane = _free.TryPop(out var free) ? free : Open();
        var record = await lane.SendAsync(due, abort).ConfigureAwait(false);
        if (record.Error is null)
            Volatile.Write(ref _failuresInRow, 0);
        else if (!isOpenLoop)
            await PauseAsync(Interlocked.Increment(ref _failuresInRow)).ConfigureAwait(false);
        return new Answered(lane, record);
    }

    public void GiveBack(LlmLane lane) => _free.Push(lane);

    /// <summary>Gives all buffers back; no request may be in flight.</summary>
    public void Dispose()
    {
        foreach (var lane in _all)
            lane.Dispose();
    }

    private LlmLane Open()
    {
        var lane = client.OpenLane();
        _all.Add(lane);
        return lane;
    }

    /// <summary>A closed loop would turn an endpoint that fails at once into a storm of requests.</summary>
    private async Task PauseAsync(int failures)
    {
        var pause = ShortestPause * Math.Pow(2, Math.Min(10, failures - 1));
        await Task.Delay(pause < LongestPause ? pause : LongestPause, abort).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

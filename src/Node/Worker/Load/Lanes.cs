using AkkaApiBench.Providers.Http;

namespace AkkaApiBench.Node.Worker.Load;

/// <summary>A request that came to an end, with the lane whose buffers hold its details until it is recorded.</summary>
internal sealed record Answered(Lane Lane, RequestRecord Record);

/// <summary>
/// The lanes of one load stream. All is called from the stream's own island: a lane is taken when a request is sent, and given
/// back when its record was taken.
/// </summary>
internal sealed class Lanes(LlmClient client, bool isOpenLoop, CancellationToken abort)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly Stack<Lane> _free = new();
    private int _failuresInRow;

    /// <summary>Sends a request that is due at a Stopwatch timestamp, or now when that is 0. Runs on the caller down to the socket.</summary>
    public async Task<Answered> SendAsync(long due)
    {
        var lane = _free.TryPop(out var free) ? free : client.OpenLane();
        var record = await lane.SendAsync(due, abort).ConfigureAwait(false);
        if (record.Error is null)
            Volatile.Write(ref _failuresInRow, 0);
        else if (!isOpenLoop)
            await PauseAsync(Interlocked.Increment(ref _failuresInRow)).ConfigureAwait(false);
        return new Answered(lane, record);
    }

    public void GiveBack(Lane lane) => _free.Push(lane);

    /// <summary>A closed loop would turn an endpoint that fails at once into a storm of requests.</summary>
    private async Task PauseAsync(int failures)
    {
        var pause = ShortestPause * Math.Pow(2, Math.Min(10, failures - 1));
        await Task.Delay(pause < LongestPause ? pause : LongestPause, abort).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

using System.Diagnostics;
using System.Runtime.CompilerServices;
using AkkaApiBench.Node.Worker.Load.Prompts;
using AkkaApiBench.Providers;
using AkkaApiBench.Providers.Http;

namespace AkkaApiBench.Node.Worker.Load;

/// <summary>A request that came to an end.</summary>
/// <param name="Index">Which one of its stream, in the order of sending.</param>
/// <param name="Lane">The lane whose buffers hold its details until it is recorded.</param>
/// <param name="Record">What was measured.</param>
/// <param name="Dealt">What was asked.</param>
internal sealed record Answered(long Index, LlmLane Lane, RequestRecord Record, Dealt Dealt);

/// <summary>Whom a lane is given back to when its record was taken.</summary>
internal interface ILaneOwner
{
    /// <summary>Takes back what an answer was made with.</summary>
    void GiveBack(Answered answered);
}

/// <summary>
/// The lanes of one load stream. All is called from the stream's own island: a lane is taken when a request is sent, and given
/// back when its record was taken.
/// </summary>
internal sealed class Lanes(LlmClient client, PromptDealer prompts, bool isOpenLoop, CancellationToken abort) : ILaneOwner, IDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly Stack<LlmLane> _free = new();
    private readonly List<LlmLane> _all = [];
    private long _sent;
    private int _failuresInRow;

    /// <summary>
    /// Sends a request that is due at a Stopwatch timestamp, or, when that is 0, as soon as its user has thought. Runs on the caller
    /// down to the socket where nobody has to think.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Answered> SendAsync(long due)
    {
        var index = _sent++;
        var dealt = prompts.Next();
        var lane = _free.TryPop(out var free) ? free : Open();
        if (dealt.NotBefore > Stopwatch.GetTimestamp())
            await ThinkAsync(dealt.NotBefore).ConfigureAwait(false);
        var record = await lane.SendAsync(due, dealt.Prompt, abort).ConfigureAwait(false);
        if (record.Error is null)
            Volatile.Write(ref _failuresInRow, 0);
        else if (!isOpenLoop)
            await PauseAsync(Interlocked.Increment(ref _failuresInRow)).ConfigureAwait(false);
        return new Answered(index, lane, record, dealt);
    }

    /// <summary>Takes back what an answer was made with.</summary>
    public void GiveBack(Answered answered)
    {
        prompts.NoteEnd(answered.Dealt, answered.Record.End);
        _free.Push(answered.Lane);
    }

    /// <summary>Gives all buffers back; no request may be in flight.</summary>
    public void Dispose()
    {
        foreach (var lane in _all)
            lane.Dispose();
    }

    private async Task ThinkAsync(long until)
    {
        // A timer may fire a little early.
        while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), until) is { Ticks: > 0 } left && !abort.IsCancellationRequested)
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), abort).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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

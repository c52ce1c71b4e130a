using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Node.Worker.Load.Limits;
using AkkaApiBench.Node.Worker.Load.Prompts;
using AkkaApiBench.Providers.Http;
using AkkaApiBench.Providers.Prompts;

namespace AkkaApiBench.Node.Worker.Load;

/// <summary>
/// The lanes of one load stream. All is called from the stream's own island: a lane is taken when a request is sent, kept over
/// its tries, and given back when the request was recorded.
/// </summary>
/// <param name="slice">What is sent.</param>
/// <param name="client">What sends it.</param>
/// <param name="prompts">What requests ask.</param>
/// <param name="gate">Who lets later tries go, and is told of the end of each.</param>
/// <param name="meter">Told what each try used.</param>
/// <param name="isOpenLoop">True when requests do not follow answers.</param>
/// <param name="stop">Nothing is tried again from then on.</param>
/// <param name="abort">Ends requests in flight.</param>
internal sealed class Lanes(
    StartSlice slice, LlmClient client, PromptDealer prompts, Gate gate, SliceMeter meter, bool isOpenLoop,
    CancellationToken stop, CancellationToken abort) : ILaneOwner, IDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly Stack<LlmLane> _free = new();
    private readonly List<LlmLane> _all = [];
    private readonly Charges _charges = new(slice);
    private readonly bool _pauses = !isOpenLoop && slice.Breaker is null;
    private long _requests;
    private int _failuresInRow;

    /// <summary>
    /// Sends a request, as soon as its user has thought, until it succeeds or is not tried again. Runs on the caller down to the
    /// socket where nobody has to think.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Answered> SendAsync(Admitted admitted)
    {
        var index = _requests++;
        var dealt = prompts.Next();
        var lane = _free.TryPop(out var free) ? free : Open();
        var pass = admitted.Pass;
        if (dealt.NotBefore > Stopwatch.GetTimestamp())
        {
            await ThinkAsync(dealt.NotBefore).ConfigureAwait(false);
            pass = await gate.EnterAgainAsync(pass, stop).ConfigureAwait(false);
        }

        var last = await TryAsync(lane, 1, admitted.Due, dealt.Prompt, admitted.Released, pass).ConfigureAwait(false);
        List<Try>? earlier = null;
        while (DelayAfter(last) is { } delay && await LeaveToTryAgainAsync(delay).ConfigureAwait(false) is { } next)
        {
            (earlier ??= []).Add(last);
            last = await TryAsync(lane, last.Number + 1, admitted.Due, dealt.Prompt, Stopwatch.GetTimestamp(), next).ConfigureAwait(false);
        }

        if (_pauses)
            await PauseAsync(last).ConfigureAwait(false);
        return new Answered(index, lane, dealt, last, earlier is null ? [] : earlier);
    }

    /// <summary>Takes back what an answer was made with.</summary>
    public void GiveBack(Answered answered)
    {
        prompts.NoteEnd(answered.Dealt, answered.Last.Record.End);
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

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Try> TryAsync(LlmLane lane, int number, long due, PreparedPrompt prompt, long released, Pass pass)
    {
        var record = await lane.SendAsync(due, prompt, pass.Key, abort).ConfigureAwait(false);
        meter.Use(_charges.UsageOf(record));
        gate.Leave(pass, record);
        return new Try(number, record, released, pass.Key);
    }

    [SuppressMessage("Security", "CA5394", Justification = "Jitter is no secret.")]
    private TimeSpan? DelayAfter(Try last) => last.Record.Error is null ? null
        : Backoff.DelayAfter(slice.Retry, last.Record.Error, gate.AskedToWait(last.Record), last.Number, Random.Shared.NextDouble());

    private async Task<Pass?> LeaveToTryAgainAsync(TimeSpan delay)
    {
        await Task.Delay(delay, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return stop.IsCancellationRequested ? null : await gate.EnterAsync(stop).ConfigureAwait(false);
    }

    private LlmLane Open()
    {
        var lane = client.OpenLane();
        _all.Add(lane);
        return lane;
    }

    /// <summary>Without a circuit breaker a closed loop would turn an endpoint that fails at once into a storm of requests.</summary>
    private async ValueTask PauseAsync(Try last)
    {
        if (last.Record.Error is null)
        {
            Volatile.Write(ref _failuresInRow, 0);
            return;
        }

        var pause = ShortestPause * Math.Pow(2, Math.Min(10, Interlocked.Increment(ref _failuresInRow) - 1));
        await Task.Delay(pause < LongestPause ? pause : LongestPause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

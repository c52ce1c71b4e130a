using System.Diagnostics;
using AkkaApiBench.Node.Worker.Load.Limits;
using AkkaApiBench.Node.Worker.Load.Prompts;
using AkkaApiBench.Providers;
using AkkaApiBench.Providers.Http;

namespace AkkaApiBench.Node.Worker.Load;

/// <summary>A request that may be sent.</summary>
/// <param name="Due">The Stopwatch timestamp at which it should be; 0 in a closed loop.</param>
/// <param name="Released">The timestamp at which a limit let it go; 0 when none held it back.</param>
/// <param name="Pass">The leave for its first try.</param>
internal readonly record struct Admitted(long Due, long Released, Pass Pass);

/// <summary>One try of a request.</summary>
/// <param name="Number">Which, from 1.</param>
/// <param name="Record">What was measured.</param>
/// <param name="Released">The timestamp at which it was let go; 0 for a first try that nothing held back.</param>
/// <param name="Key">Which of the target's keys it went with.</param>
internal readonly record struct Try(int Number, RequestRecord Record, long Released, int Key)
{
    /// <summary>How late the client sent it, of itself: what limits and earlier tries took is not its lateness. Null in a closed loop.</summary>
    public TimeSpan? PacingError =>
        Released == 0 || Record.Due == 0 || Record.Sent == 0 ? Record.PacingError : Stopwatch.GetElapsedTime(Released, Record.Sent);
}

/// <summary>A request that came to an end, with the lane whose buffers hold the details of its last try until it is recorded.</summary>
/// <param name="Index">Which one of its stream, in the order of sending.</param>
/// <param name="Lane">The lane.</param>
/// <param name="Dealt">What it asked.</param>
/// <param name="Last">The try that counts as the request.</param>
/// <param name="Earlier">Those before it, which failed.</param>
internal sealed record Answered(long Index, LlmLane Lane, Dealt Dealt, Try Last, IReadOnlyList<Try> Earlier)
{
    /// <summary>The first of all tries.</summary>
    public Try First => Earlier.Count > 0 ? Earlier[0] : Last;
}

/// <summary>Whom a lane is given back to when its request was recorded.</summary>
internal interface ILaneOwner
{
    /// <summary>Takes back what an answer was made with.</summary>
    void GiveBack(Answered answered);
}

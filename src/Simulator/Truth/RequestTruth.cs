using System.Diagnostics;
using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Simulator.Truth;

/// <summary>How a request ended.</summary>
public enum Outcome
{
    /// <summary>It has not.</summary>
    InProgress,

    /// <summary>The whole answer was sent, be it late or stopped by a content filter.</summary>
    Completed,

    /// <summary>Refused for what it asked or for its key: 400, 401, 404, 405, 413.</summary>
    Rejected,

    /// <summary>Refused by a limit: 429.</summary>
    RateLimited,

    /// <summary>Failed by a fault of the profile; <see cref="RequestTruth.Fault"/> says which.</summary>
    Faulted,

    /// <summary>The client went away before the end.</summary>
    ClientClosed,
}

/// <summary>When one token was sent, in <see cref="Stopwatch"/> ticks of this machine.</summary>
/// <param name="Due">When it was planned.</param>
/// <param name="Before">Just before it was written.</param>
/// <param name="After">Just after it was given to the socket.</param>
public readonly record struct EventTruth(long Due, long Before, long After);

/// <summary>
/// What the simulator really did with one request. Times are <see cref="Stopwatch"/> ticks, which on Linux are comparable
/// between the processes of a machine (CLOCK_MONOTONIC); 0 for what did not happen.
/// </summary>
public sealed class RequestTruth
{
    private EventTruth[] _events = [];
    private int _eventCount;

    internal RequestTruth(long arrived, string id, bool keepsEvents)
    {
        Arrived = arrived;
        Id = id;
        KeepsEvents = keepsEvents;
    }

    /// <summary>The id, as in the response's header <c>x-request-id</c> or <c>request-id</c> where the protocol has one.</summary>
    public string Id { get; }

    /// <summary>When the request's headers had been read, before its body was.</summary>
    public long Arrived { get; }

    /// <summary>The body, JSON as it came; null when it was none or is not kept.</summary>
    public string? Body { get; internal set; }

    /// <summary>The profile that answered; empty when none did.</summary>
    public string Profile { get; internal set; } = "";

    /// <summary>The model asked for; empty when unknown.</summary>
    public string Model { get; internal set; } = "";

    /// <summary>The request's number within its profile, from 1, which its random numbers depend on; 0 when refused before.</summary>
    public long Number { get; internal set; }

    /// <summary>True when a stream was asked for.</summary>
    public bool Stream { get; internal set; }

    /// <summary>The HTTP status; 0 when none was sent.</summary>
    public int Status { get; internal set; }

    /// <summary>How it ended.</summary>
    public Outcome Outcome { get; internal set; }

    /// <summary>What went wrong on purpose; null when nothing did.</summary>
    public FaultKind? Fault { get; internal set; }

    /// <summary>When the response headers had been given to the socket.</summary>
    public long HeadersSent { get; internal set; }

    /// <summary>When each token was sent: reasoning, then text. Empty for answers that are not streams.</summary>
    public ReadOnlySpan<EventTruth> Events => _events.AsSpan(0, _eventCount);

    /// <summary>Just before the end of the answer was written.</summary>
    public long EndBefore { get; internal set; }

    /// <summary>Just after the end of the answer was given to the socket, or the connection broken.</summary>
    public long EndAfter { get; internal set; }

    /// <summary>Tokens of the prompt, cached ones included.</summary>
    public int InputTokens { get; internal set; }

    /// <summary>Tokens of the prompt that came from the cache.</summary>
    public int CachedTokens { get; internal set; }

    /// <summary>Tokens really sent, reasoning included.</summary>
    public int OutputTokens { get; internal set; }

    /// <summary>Tokens really sent that were reasoning.</summary>
    public int ReasoningTokens { get; internal set; }

    internal bool KeepsEvents { get; }

    /// <summary>Makes room for the events to come.</summary>
    internal void Expect(int events)
    {
        if (KeepsEvents)
            _events = new EventTruth[events];
    }

    internal void Add(long due, long before, long after)
    {
        if (_eventCount < _events.Length)
            _events[_eventCount++] = new EventTruth(due, before, after);
    }
}

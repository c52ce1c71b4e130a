using System.Collections.Immutable;
using AkkaApiBench.Messages.Findings;

namespace AkkaApiBench.Node.Worker.Probes.RateLimits;

/// <summary>How a search for a limit is made.</summary>
/// <param name="Begin">When, from the probe's beginning.</param>
/// <param name="StartRate">The first rate, in requests a minute.</param>
/// <param name="MaxRate">The highest rate.</param>
/// <param name="MaxRequests">The most requests.</param>
/// <param name="Until">When to end, found or not.</param>
internal sealed record SearchSettings(TimeSpan Begin, double StartRate, double MaxRate, int MaxRequests, TimeSpan Until);

/// <summary>An attempt during a search.</summary>
/// <param name="At">When it was sent.</param>
/// <param name="IsAccepted">False when it was refused by a limit.</param>
/// <param name="Tokens">Its tokens, input and output.</param>
internal readonly record struct Attempted(TimeSpan At, bool IsAccepted, long Tokens);

/// <summary>
/// Searches a limit with requests of one kind. It doubles the rate until a request is refused; finds out when one is accepted
/// again; and then asks for a while as fast as it was refused, so that the requests accepted between the first and the last
/// refusal are what the limit lets in.
/// </summary>
internal sealed record RateSearch(SearchSettings Settings)
{
    private const int EnoughAccepted = 20;
    private const int RunBeforeChange = 8;
    private const double LeastPollRate = 6;
    private const double GoldenRatio = 0.6180339887498949;

    private static readonly TimeSpan Stage = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan HoldsMaxFor = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWatch = TimeSpan.FromSeconds(45);

    public SearchPhase Phase { get; private init; } = SearchPhase.Raising;

    /// <summary>What came of each request, in the order of answers.</summary>
    public ImmutableList<Attempted> Attempts { get; private init; } = [];

    /// <summary>Requests sent.</summary>
    public int Sent { get; private init; }

    /// <summary>The refusal that ended the raising.</summary>
    public Refusal? Refusal { get; private init; }

    /// <summary>How it was let in again.</summary>
    public Recovery Recovery { get; private init; } = new();

    /// <summary>When the watch began; null before.</summary>
    public TimeSpan? WatchedFrom { get; private init; }

    private TimeSpan? LastSentAt { get; init; }

    private double PollRate { get; init; }

    private int Run { get; init; }

    /// <summary>The highest rate asked for, in requests a minute.</summary>
    public double HighestRate => LastSentAt is null ? 0 : RateAt(Refusal?.SentAt ?? LastSentAt.Value);

    /// <summary>When the next request is due; null to wait for an answer.</summary>
    public TimeSpan? NextDue(ProbeProgress progress) => Phase switch
    {
        SearchPhase.Raising => LastSentAt is { } last ? last + TimeSpan.FromMinutes(1 / RateAt(last)) : Settings.Begin,
        // What is in flight still may be accepted or refused; the promise is the last refusal's.
        _ when progress.InFlight > 0 && Phase is SearchPhase.Recovering => null,
        SearchPhase.Recovering => Refusal!.EndedAt + Recovery.NextOffset(Refusal.Promised),
        _ => LastSentAt!.Value + TimeSpan.FromMinutes(Math.Max(1 / Settings.MaxRate, Unevenness / PollRate)),
    };

    /// <summary>
    /// Between half and one and a half. Requests at even distances are let in at a whole number of distances, which a bucket of
    /// about one does not tell from its rate.
    /// </summary>
    private double Unevenness => 0.5 + (Sent * GoldenRatio % 1);

    /// <summary>True when no further request is worth sending at a time.</summary>
    public bool IsOver(TimeSpan now) => Phase is SearchPhase.Done || Sent >= Settings.MaxRequests || now >= Settings.Until
        || (Phase is SearchPhase.Raising && now >= HeldFrom + HoldsMaxFor)
        || (Phase is SearchPhase.Watching && now >= WatchedFrom + LongestWatch);

    public RateSearch AfterSending(TimeSpan at) => this with { Sent = Sent + 1, LastSentAt = at };

    public RateSearch AfterAnswer(ProbeAnswer answer, BindingLimit binding)
    {
        var isAccepted = answer.Record.Error is null;
        if (!isAccepted && !answer.IsRateLimited)
            return Phase is SearchPhase.Recovering ? this with { Recovery = Recovery.Failed() } : this;

        var after = this with { Attempts = Attempts.Add(new Attempted(answer.SentAt, isAccepted, answer.Record.Tokens.Total)) };
        return Phase switch
        {
            SearchPhase.Raising when isAccepted => after,
            SearchPhase.Raising => after with { Phase = SearchPhase.Recovering, Refusal = Refusal.Of(answer, binding) },
            // An answer to a request of the time before the refusal.
            SearchPhase.Recovering when answer.SentAt <= Refusal!.EndedAt =>
                isAccepted ? after : after with { Refusal = Refusal.Later(answer) },
            SearchPhase.Recovering => after.AfterRecoveryAttempt(answer.SentAt, isAccepted),
            SearchPhase.Watching => after.AfterWatching(isAccepted),
            _ => after,
        };
    }

    /// <summary>The rate of the raising at a time.</summary>
    public double RateAt(TimeSpan at)
    {
        var stage = Math.Max(0, Math.Floor((at - Settings.Begin) / Stage));
        return Math.Min(Settings.MaxRate, Settings.StartRate * Math.Pow(2, Math.Min(60, stage)));
    }

    private TimeSpan HeldFrom =>
        Settings.Begin + Stage * Math.Max(0, Math.Ceiling(Math.Log2(Settings.MaxRate / Settings.StartRate)));

    private RateSearch AfterRecoveryAttempt(TimeSpan sentAt, bool isAccepted)
    {
        var offset = sentAt - Refusal!.EndedAt;
        if (!isAccepted)
        {
            var refused = Recovery.Refused(offset);
            return this with { Recovery = refused, Phase = refused.IsHopeless ? SearchPhase.Done : Phase };
        }

        return this with
        {
            Recovery = Recovery.Accepted(offset),
            Phase = SearchPhase.Watching,
            WatchedFrom = sentAt,
            PollRate = RateAt(Refusal.SentAt),
            Run = 0,
        };
    }

    private RateSearch AfterWatching(bool isAccepted)
    {
        // Runs are positive of accepted and negative of refused requests.
        var run = isAccepted ? Math.Max(0, Run) + 1 : Math.Min(0, Run) - 1;
        var rate = run >= RunBeforeChange ? PollRate * 2 : run <= -RunBeforeChange ? PollRate / 2 : PollRate;
        var after = this with
        {
            Run = Math.Abs(run) >= RunBeforeChange ? 0 : run,
            PollRate = Math.Clamp(rate, Math.Min(LeastPollRate, Settings.MaxRate), Settings.MaxRate),
        };
        var estimate = RateEstimate.Of(after);
        var isEnough = !isAccepted && (estimate.Shape is LimitShape.Window || estimate.AcceptedBetweenRefusals >= EnoughAccepted);
        return isEnough ? after with { Phase = SearchPhase.Done } : after;
    }
}

/// <summary>What a search is doing.</summary>
internal enum SearchPhase
{
    /// <summary>Asking faster and faster.</summary>
    Raising,

    /// <summary>Trying when it is let in again.</summary>
    Recovering,

    /// <summary>Asking as fast as it was refused.</summary>
    Watching,

    /// <summary>It knows.</summary>
    Done,
}

/// <summary>A refusal by a limit.</summary>
/// <param name="SentAt">When the request was sent.</param>
/// <param name="EndedAt">When the refusal had been read.</param>
/// <param name="Promised">After what time the provider promises to accept; null when it says nothing.</param>
/// <param name="Binding">What ran out.</param>
internal sealed record Refusal(TimeSpan SentAt, TimeSpan EndedAt, TimeSpan? Promised, BindingLimit Binding)
{
    public static Refusal Of(ProbeAnswer answer, BindingLimit binding) =>
        new(answer.SentAt, answer.EndedAt, answer.Record.RetryAfter, binding);

    /// <summary>The same with the promise of a later refusal.</summary>
    public Refusal Later(ProbeAnswer answer) => answer.EndedAt < EndedAt ? this : this with { EndedAt = answer.EndedAt, Promised = answer.Record.RetryAfter };
}

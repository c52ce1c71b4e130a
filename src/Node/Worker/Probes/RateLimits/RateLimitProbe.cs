using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Http;

namespace AkkaApiBench.Node.Worker.Probes.RateLimits;

/// <summary>
/// Finds the account's limits: first with prompts of a few words, for which requests run out before tokens do, then with long
/// ones, slower than the limit of requests, so that only tokens can run out.
/// </summary>
/// <param name="Bounds">What it may send.</param>
internal sealed record RateLimitProbe(ProbeLoad Bounds) : IProbe
{
    private const int ShortWords = 4;
    private const int StagesToMax = 4;
    private const double LeastStartRate = 30;
    private const int MaxFailuresInRow = 10;
    private const double ShareOfShort = 0.6;
    private const double BelowLimit = 0.8;

    private static readonly Func<ErrorKind, bool> ProvokesRefusals = error => error is ErrorKind.RateLimited;

    private RateSearch Short { get; init; } = new(new SearchSettings(
        TimeSpan.Zero, Math.Min(Bounds.MaxPerMinute, Math.Max(LeastStartRate, Bounds.MaxPerMinute / Math.Pow(2, StagesToMax))), Bounds.MaxPerMinute,
        (int)Math.Ceiling(Bounds.MaxRequests * ShareOfShort), Bounds.Duration * ShareOfShort));

    private RateSearch? Long { get; init; }

    private long? DeclaredRequests { get; init; }

    private long? DeclaredTokens { get; init; }

    private int FailuresInRow { get; init; }

    private string? LastFailure { get; init; }

    private int Number { get; init; }

    private RateSearch Current => Long ?? Short;

    public ProbeStep Decide(ProbeProgress progress)
    {
        if (FailuresInRow >= MaxFailuresInRow)
            return new ProbeStep.End(ProbeEnd.TargetFailed);
        if (!Current.IsOver(progress.Now))
            return Current.NextDue(progress) is { } due ? new ProbeStep.Send(RequestOf(Long is null ? ShortWords : Bounds.MaxPromptTokens), due) : ProbeStep.Wait;
        if (progress.InFlight > 0)
            return ProbeStep.Wait;
        // With a limit that refuses short prompts for their tokens, long ones would tell nothing new.
        return Long is null && Short.Refusal?.Binding is not BindingLimit.Tokens && Bounds.MaxPromptTokens > ShortWords
            ? new ProbeStep.Send(RequestOf(Bounds.MaxPromptTokens), progress.Now)
            : new ProbeStep.End(ProbeEnd.Concluded);
    }

    public IProbe Sent(ProbeRequest request, TimeSpan at)
    {
        var next = Long is null && request.Size == Bounds.MaxPromptTokens && request.Size != ShortWords ? this with { Long = SearchOfTokens(at) } : this;
        next = next with { Number = Number + 1 };
        return next.Long is { } search ? next with { Long = search.AfterSending(at) } : next with { Short = Short.AfterSending(at) };
    }

    public IProbe Apply(ProbeAnswer answer)
    {
        var record = answer.Record;
        var hasFailed = record.Error is not null && !answer.IsRateLimited;
        var next = this with
        {
            DeclaredRequests = DeclaredRequests ?? record.RateLimits?.Requests?.Limit,
            DeclaredTokens = DeclaredTokens ?? record.RateLimits?.Tokens?.Limit,
            FailuresInRow = hasFailed ? FailuresInRow + 1 : 0,
            LastFailure = hasFailed ? ProbeAnswers.Describe(record) : LastFailure,
        };
        var binding = answer.IsRateLimited ? Bindings.Of(record) : BindingLimit.None;
        return next.Long is { } search
            ? next with { Long = search.AfterAnswer(answer, binding) }
            : next with { Short = next.Short.AfterAnswer(answer, binding) };
    }

    public ProbeFindings Findings(ProbeEnd end)
    {
        var observations = new[] { Observe(Short), Long is { } search ? Observe(search) : null };
        var refused = new[] { Short, Long }.Where(one => one?.Refusal is not null).Select(one => one!.Recovery.Judge(one.Refusal!.Promised)).ToList();
        return new ProbeFindings
        {
            Ended = end,
            Notes = [.. Notes(end, observations)],
            RateLimit = new RateLimitFindings
            {
                DeclaredRequests = DeclaredRequests,
                DeclaredTokens = DeclaredTokens,
                ShortPrompts = observations[0],
                LongPrompts = observations[1],
                RequestsPerMinute = observations.FirstOrDefault(seen => seen?.Binding is BindingLimit.Requests)?.RequestsPerMinute,
                TokensPerMinute = observations.FirstOrDefault(seen => seen?.Binding is BindingLimit.Tokens) is { RequestsPerMinute: { } rate } bound
                    ? new ObservedLimit(rate.Value * bound.TokensPerRequest, rate.Low * bound.TokensPerRequest, rate.High * bound.TokensPerRequest)
                    : null,
                // One promise that did not hold is enough.
                RetryAfter = refused.FirstOrDefault(finding => finding.Verdict is RetryAfterVerdict.TooShort or RetryAfterVerdict.TooLong) ?? refused.FirstOrDefault(),
            },
        };
    }

    private RateSearch SearchOfTokens(TimeSpan at)
    {
        var most = Short.Refusal is null ? Bounds.MaxPerMinute : Math.Max(1, BelowLimit * RateEstimate.WithBounds(Short).PerMinute!.Low);
        return new RateSearch(new SearchSettings(at, Math.Max(1, most / 2), most, Math.Max(1, Bounds.MaxRequests - Short.Sent), Bounds.Duration));
    }

    private ProbeRequest RequestOf(int words) => new("rate", new RequestVariation
    {
        Messages = [new Message("user", ProbeText.Of(words, Number))],
        MaxTokens = 1,
        Stream = false,
        ReadsRateLimits = true,
    })
    {
        Size = words,
        Provokes = ProvokesRefusals,
    };

    private static RateObservation Observe(RateSearch search)
    {
        var accepted = search.Attempts.Where(attempt => attempt.IsAccepted).OrderBy(attempt => attempt.At).ToList();
        var estimate = RateEstimate.WithBounds(search);
        return new RateObservation
        {
            TokensPerRequest = accepted.Count == 0 ? 0 : accepted.Average(attempt => attempt.Tokens),
            Accepted = accepted.Count,
            Refused = search.Attempts.Count - accepted.Count,
            HighestRate = search.HighestRate,
            MostAcceptedInAMinute = MostInAMinute([.. accepted.Select(attempt => attempt.At)]),
            Binding = search.Refusal?.Binding ?? BindingLimit.None,
            Shape = estimate.Shape,
            RequestsPerMinute = estimate.PerMinute,
        };
    }

    private static int MostInAMinute(List<TimeSpan> times)
    {
        var most = 0;
        for (var (first, last) = (0, 0); last < times.Count; last++)
        {
            while (times[last] - times[first] >= TimeSpan.FromMinutes(1))
                first++;
            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    private IEnumerable<string> Notes(ProbeEnd end, RateObservation?[] observations)
    {
        if (end is ProbeEnd.TargetFailed)
            yield return $"The target failed {MaxFailuresInRow} times in a row: {LastFailure}.";
        if (observations[0] is { Binding: BindingLimit.None } calm)
        {
            yield return FormattableString.Invariant(
                $"Nothing was refused up to {calm.HighestRate:0} requests a minute; {calm.MostAcceptedInAMinute} were accepted within a minute, and more was not asked for.");
        }

        if (observations.Any(seen => seen?.Binding is BindingLimit.Unknown))
            yield return "Neither the refusals nor their headers say whether requests or tokens ran out.";
    }
}

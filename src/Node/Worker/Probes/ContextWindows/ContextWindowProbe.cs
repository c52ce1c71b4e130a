using System.Collections.Immutable;
using AkkaApiBench.Analytics.Fits;
using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers;
using AkkaApiBench.Providers.Http;

namespace AkkaApiBench.Node.Worker.Probes.ContextWindows;

/// <summary>
/// Finds the longest prompt that is answered: the prompt doubles until it is refused (or until the provider counts less than was
/// sent, which means that it cut the prompt), then the gap between the longest that was answered and the shortest that was not is
/// halved until it is small. Each answer is a point of time against tokens.
/// </summary>
/// <param name="bounds">What it may send.</param>
internal sealed record ContextWindowProbe(ProbeLoad bounds) : IProbe
{
    private const int Smallest = 64;
    private const int TimesEach = 2;
    private const int MaxFailures = 3;
    private const int LeastSizes = 3;

    /// <summary>Below this share of what was sent, the provider counted something else.</summary>
    private const double LeastShareCounted = 0.9;

    /// <summary>The gap is small when it is this part of the limit; up to 1,024 tokens it is one.</summary>
    private const int Precision = 512;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>The words of prompts that were answered, with what the provider counted.</summary>
    private ImmutableList<Point> Accepted { get; init; } = [];

    private int? SmallestRefused { get; init; }

    private ContextEdge Edge { get; init; } = ContextEdge.NotReached;

    private ErrorAnswer? Refusal { get; init; }

    private int Failures { get; init; }

    private string? LastFailure { get; init; }

    private TimeSpan NotBefore { get; init; }

    private int Number { get; init; }

    private int Largest => Accepted.IsEmpty ? 0 : Accepted.Max(point => point.Words);

    public ProbeStep Decide(ProbeProgress progress)
    {
        if (progress.InFlight > 0)
            return ProbeStep.Wait;
        if (Failures >= MaxFailures)
            return new ProbeStep.End(ProbeEnd.TargetFailed);
        return NextSize() is { } words ? new ProbeStep.Send(RequestOf(words), NotBefore) : new ProbeStep.End(ProbeEnd.Concluded);
    }

    public IProbe Sent(ProbeRequest request, TimeSpan at) => this with { Number = Number + 1 };

    public IProbe Apply(ProbeAnswer answer)
    {
        var (record, words) = (answer.Record, answer.Request.Size);
        if (record.Error is null)
            return IsCut(record, words) ? this with { Edge = ContextEdge.Truncated, SmallestRefused = Smaller(words), Failures = 0 }
                : this with { Accepted = Accepted.Add(new Point(words, record.Tokens.Input, record.Latency, record.Ttft)), Failures = 0 };
        if (IsRefusal(record.Error.Value) && !Accepted.IsEmpty)
        {
            return this with
            {
                Edge = ContextEdge.Refused,
                SmallestRefused = Smaller(words),
                Refusal = Refusal is not null && SmallestRefused < words ? Refusal : ProbeAnswers.ErrorOf(record),
                Failures = 0,
            };
        }

        return this with
        {
            Failures = Failures + 1,
            LastFailure = ProbeAnswers.Describe(record),
            NotBefore = answer.EndedAt + (record.RetryAfter ?? PauseAfterFailure),
        };
    }

    public ProbeFindings Findings(ProbeEnd end) => new()
    {
        Ended = end,
        Notes = [.. Notes(end)],
        ContextWindow = new ContextWindowFindings
        {
            LargestAcceptedTokens = Accepted.IsEmpty ? null : Accepted.Max(point => point.Tokens),
            SmallestRefusedTokens = SmallestRefused is { } refused && !Accepted.IsEmpty ? TokensOf(refused) : null,
            Edge = Edge,
            Refusal = Refusal,
            Latency = LineOf(point => point.Latency),
            Ttft = LineOf(point => point.Ttft),
        },
    };

    private ProbeRequest RequestOf(int words) => new("prompt", new RequestVariation
    {
        Messages = [new Message("user", ProbeText.Of(words, Number))],
        MaxTokens = 1,
    })
    {
        Size = words,
        Provokes = error => IsRefusal(error) && !Accepted.IsEmpty,
    };

    private int? NextSize()
    {
        if (SmallestRefused is { } refused)
            return refused - Largest > Math.Max(1, Largest / Precision) ? Largest + (refused - Largest) / 2 : null;

        if (Accepted.Count(point => point.Words == Largest) is > 0 and < TimesEach)
            return Largest;
        var next = Largest == 0 ? Math.Min(Smallest, bounds.MaxPromptTokens) : Math.Min(2 * Largest, bounds.MaxPromptTokens);
        return next > Largest ? next : null;
    }

    /// <summary>Too long is what any other HTTP 4xx may mean, once shorter prompts were answered.</summary>
    private static bool IsRefusal(ErrorKind error) => error is ErrorKind.BadRequest;

    private int Smaller(int words) => SmallestRefused is { } refused && refused < words ? refused : words;

    private bool IsCut(RequestRecord record, int words) =>
        record.TokenSource is TokenSource.Usage && Accepted.Count > 1 && record.Tokens.Input < LeastShareCounted * TokensOf(words);

    /// <summary>What the provider would count: the largest that it did count, and for what is more as much as between the smallest and that.</summary>
    private long TokensOf(int words)
    {
        var (first, last) = (Accepted.MinBy(point => point.Words)!, Accepted.MaxBy(point => point.Words)!);
        var each = last.Words > first.Words ? (double)(last.Tokens - first.Tokens) / (last.Words - first.Words) : 1;
        return last.Tokens + (long)Math.Round(each * (words - last.Words));
    }

    private LatencyLine? LineOf(Func<Point, TimeSpan?> timeOf)
    {
        var points = Accepted.Where(point => timeOf(point) is not null)
            .Select(point => (X: (double)point.Tokens, Y: timeOf(point)!.Value.TotalMilliseconds)).ToList();
        if (points.Select(point => point.X).Distinct().Count() < LeastSizes || TheilSen.Fit(points) is not { } line)
            return null;
        return new LatencyLine
        {
            MsPer1kTokens = 1000 * line.Slope,
            Ci95 = line.SlopeInterval is { } interval ? [1000 * interval.Lower, 1000 * interval.Upper] : null,
            InterceptMs = line.Intercept,
            RSquared = line.RSquared,
            Points = line.Points,
        };
    }

    private IEnumerable<string> Notes(ProbeEnd end)
    {
        if (end is ProbeEnd.TargetFailed)
            yield return $"The target failed {MaxFailures} times in a row: {LastFailure}.";
        if (Edge is ContextEdge.NotReached && !Accepted.IsEmpty)
            yield return FormattableString.Invariant($"No prompt was refused up to {Accepted.Max(point => point.Tokens)} tokens; a higher max_prompt_tokens goes further.");
        if (Edge is ContextEdge.Truncated)
            yield return "The provider cuts prompts that are too long without saying so.";
        if (Edge is not ContextEdge.NotReached && end is not ProbeEnd.Concluded)
            yield return "The limit lies between the two figures: the bounds of the test came before it was found more exactly.";
    }

    /// <param name="Words">The words of a prompt.</param>
    /// <param name="Tokens">What was counted.</param>
    /// <param name="Latency">Its latency.</param>
    /// <param name="Ttft">Its time to the first token.</param>
    private sealed record Point(int Words, long Tokens, TimeSpan? Latency, TimeSpan? Ttft);
}

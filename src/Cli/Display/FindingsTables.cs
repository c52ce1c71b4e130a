using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Cli.Display;

/// <summary>What probes found out, a table a test.</summary>
internal static class FindingsTables
{
    /// <summary>The tables of a result's tests that have findings, in their order.</summary>
    public static IEnumerable<ReportTable> Of(RunResult result) => result.Targets
        .SelectMany(target => target.Tests.Where(test => test.Value.Findings is not null).Select(test => (Test: test.Key, target.Target, Findings: test.Value.Findings!)))
        .GroupBy(found => found.Test)
        .SelectMany(test => Tables(test.Key, [.. test.Select(found => (found.Target, found.Findings))]));

    private static IEnumerable<ReportTable> Tables(string test, IReadOnlyList<(string Target, ProbeFindings Findings)> found)
    {
        if (Rows(found, findings => findings.RateLimit, RateLimit) is { Count: > 0 } rates)
            yield return new ReportTable($"{test}: limits of the account", RateLimitColumns, rates);
        if (Rows(found, findings => findings.ContextWindow, ContextWindow) is { Count: > 0 } windows)
            yield return new ReportTable($"{test}: the longest prompt, and what prompts cost in time", ContextWindowColumns, windows);
        if (Rows(found, findings => findings.TokenCounting, TokenCounting) is { Count: > 0 } counts)
            yield return new ReportTable($"{test}: usage against the tokenizer", TokenCountingColumns, counts);
        if (Rows(found, findings => findings.ErrorHandling, ErrorHandling) is { Count: > 0 } errors)
            yield return new ReportTable($"{test}: errors as the protocol promises", ErrorHandlingColumns, errors);
    }

    private static List<IReadOnlyList<Cell>> Rows<T>(
        IReadOnlyList<(string Target, ProbeFindings Findings)> found, Func<ProbeFindings, T?> part, Func<string, T, IEnumerable<IReadOnlyList<Cell>>> rows)
        where T : class =>
        [.. found.Where(item => part(item.Findings) is not null).SelectMany(item => rows(item.Target, part(item.Findings)!))];

    private static readonly Column[] RateLimitColumns =
    [
        new("target", IsNumber: false), new("requests/min"), new("declared", Rank: 3), new("tokens/min"), new("declared", Rank: 3),
        new("ran out first", IsNumber: false, Rank: 2), new("Retry-After", IsNumber: false), new("promised (s)", Rank: 1), new("accepted at (s)", Rank: 1),
    ];

    private static IEnumerable<IReadOnlyList<Cell>> RateLimit(string target, RateLimitFindings findings)
    {
        var retry = findings.RetryAfter;
        yield return
        [
            new(target), Limit(findings.RequestsPerMinute), Whole(findings.DeclaredRequests), Limit(findings.TokensPerMinute), Whole(findings.DeclaredTokens),
            Word(findings.ShortPrompts?.Binding), retry is null ? new(Numbers.None)
                : new(Words(retry.Verdict), retry.Verdict is RetryAfterVerdict.Honest ? Tone.Good : retry.Verdict is RetryAfterVerdict.TooShort or RetryAfterVerdict.TooLong ? Tone.Bad : Tone.Plain),
            Number(retry?.PromisedS), Number(retry?.AcceptedAtS),
        ];
    }

    private static readonly Column[] ContextWindowColumns =
    [
        new("target", IsNumber: false), new("accepted (tokens)"), new("not accepted"), new("above", IsNumber: false), new("status", Rank: 3), new("code", IsNumber: false, Rank: 3),
        new("latency (ms/1k tokens)", Rank: 1), new("TTFT (ms/1k tokens)", Rank: 1), new("TTFT at 0 (ms)", Rank: 2),
    ];

    private static IEnumerable<IReadOnlyList<Cell>> ContextWindow(string target, ContextWindowFindings findings)
    {
        yield return
        [
            new(target), Whole(findings.LargestAcceptedTokens), Whole(findings.SmallestRefusedTokens), Word<ContextEdge>(findings.Edge),
            Whole(findings.Refusal?.Status), new(findings.Refusal?.Code ?? Numbers.None),
            Number(findings.Latency?.MsPer1kTokens), Number(findings.Ttft?.MsPer1kTokens), Number(findings.Ttft?.InterceptMs),
        ];
    }

    private static readonly Column[] TokenCountingColumns =
    [
        new("target", IsNumber: false), new("verdict", IsNumber: false), new("tokenizer", IsNumber: false, Rank: 2), new("per message", Rank: 1), new("per request", Rank: 1),
        new("furthest off", IsNumber: false), new("by (%)"), new("output by (%)", Rank: 3),
    ];

    private static IEnumerable<IReadOnlyList<Cell>> TokenCounting(string target, TokenCountingFindings findings)
    {
        var worst = findings.Kinds.MaxBy(kind => Math.Abs(kind.RelativeError));
        yield return
        [
            new(target), new(Words(findings.Verdict), findings.Verdict is CountingVerdict.Agrees ? Tone.Good : findings.Verdict is CountingVerdict.Deviates ? Tone.Bad : Tone.Plain),
            new(findings.IsModelsOwn ? findings.Tokenizer : $"{findings.Tokenizer} (stands in)"), Number(findings.OverheadPerMessage), Number(findings.OverheadPerRequest),
            new(worst?.Kind ?? Numbers.None), Number(100 * worst?.RelativeError), Number(100 * findings.Output?.RelativeError),
        ];
    }

    private static readonly Column[] ErrorHandlingColumns =
    [
        new("target", IsNumber: false), new("mistake", IsNumber: false), new("expected", IsNumber: false, Rank: 2), new("got", IsNumber: false),
        new("after (ms)", Rank: 1), new("connection kept", IsNumber: false, Rank: 3), new("verdict", IsNumber: false),
    ];

    private static IEnumerable<IReadOnlyList<Cell>> ErrorHandling(string target, ErrorHandlingFindings findings)
    {
        foreach (var item in findings.Cases)
        {
            yield return
            [
                new(target), new(item.Case), new(item.Expected), new(Answer(item)), Number(item.TimeToErrorMs),
                new(item.ConnectionKept switch { true => "yes", false => "no", null => Numbers.None }), Verdict(item.Verdict),
            ];
        }

        if (findings.CancelledStream is { } stream)
        {
            yield return
            [
                new(target), new("closed midway"), new("the next request succeeds"), new(stream.NextSucceeded ? "succeeded" : "failed"),
                Number(stream.NextMs), new(Numbers.None), Verdict(stream.Verdict),
            ];
        }
    }

    private static string Answer(ErrorCase item) => item.Got is { } got ? $"{(got.Status == 0 ? "no answer" : Numbers.Whole(got.Status))} {got.Code}".TrimEnd()
        : item.TimeToErrorMs is null && item.Verdict is CaseVerdict.NotApplicable && item.ConnectionKept is null ? Numbers.None : "success";

    private static Cell Verdict(CaseVerdict verdict) =>
        new(Words(verdict), verdict switch { CaseVerdict.Pass => Tone.Good, CaseVerdict.Deviates => Tone.Bad, _ => Tone.Plain });

    private static Cell Limit(ObservedLimit? limit) =>
        new(limit is null ? Numbers.None : $"{Numbers.Short(limit.Value)} ({Numbers.Short(limit.Low)} to {Numbers.Short(limit.High)})");

    private static Cell Whole(long? value) => new(value is { } number ? Numbers.Whole(number) : Numbers.None);

    private static Cell Number(double? value) => new(value is { } number ? Numbers.Short(number) : Numbers.None);

    private static Cell Word<T>(T? value)
        where T : struct, Enum => new(value is { } word ? Words(word) : Numbers.None);

    private static string Words<T>(T value)
        where T : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()).Replace('_', ' ');
}

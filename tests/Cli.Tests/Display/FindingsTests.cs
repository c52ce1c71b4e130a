using AkkaApiBench.Cli.Display;
using AkkaApiBench.Cli.Tests.Fakes;
using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Cli.Tests.Display;

public sealed class FindingsTests
{
    [Fact]
    public void A_limit_is_shown_with_its_bounds_and_what_the_promise_was_worth() => LinesOf(Found() with
    {
        RateLimit = new RateLimitFindings
        {
            DeclaredRequests = 500,
            RequestsPerMinute = new ObservedLimit(301, 290, 312),
            ShortPrompts = new RateObservation
            {
                TokensPerRequest = 9, Accepted = 40, Refused = 20, HighestRate = 1_200, MostAcceptedInAMinute = 40, Binding = BindingLimit.Requests, Shape = LimitShape.Continuous,
            },
            RetryAfter = new RetryAfterFinding { Verdict = RetryAfterVerdict.TooShort, PromisedS = 1, RefusedAtS = 1.05, AcceptedAtS = 2.55 },
        },
    }).ShouldContain("| openai/gpt-4o-mini | 301 (290 to 312) | 500 | - | - | requests | too short | 1.00 | 2.55 |");

    [Fact]
    public void A_context_window_is_shown_with_the_error_above_it() => LinesOf(Found() with
    {
        ContextWindow = new ContextWindowFindings
        {
            LargestAcceptedTokens = 128_000,
            SmallestRefusedTokens = 128_200,
            Edge = ContextEdge.Refused,
            Refusal = new ErrorAnswer(400, "too_long", null, null),
            Latency = new LatencyLine { MsPer1kTokens = 12.5, InterceptMs = 200, Points = 20 },
        },
    }).ShouldContain("| openai/gpt-4o-mini | 128,000 | 128,200 | refused | 400 | too\\_long | 12.5 | - | - |");

    [Fact]
    public void Counting_is_shown_by_the_kind_that_is_furthest_off() => LinesOf(Found() with
    {
        TokenCounting = new TokenCountingFindings
        {
            Verdict = CountingVerdict.Deviates,
            Tokenizer = "o200k_base",
            IsModelsOwn = true,
            OverheadPerMessage = 4,
            Kinds = [new CountedKind("code", 100, 101, 0.01), new CountedKind("emoji", 100, 88, -0.12)],
        },
    }).ShouldContain("| openai/gpt-4o-mini | deviates | o200k\\_base | 4.00 | - | emoji | -12.0 | - |");

    [Fact]
    public void Each_mistake_has_its_line() => LinesOf(Found() with
    {
        ErrorHandling = new ErrorHandlingFindings
        {
            Protocol = "openai",
            Passed = 1,
            Deviating = 0,
            Cases = [new ErrorCase { Case = "bad_key", Expected = "401", Got = new ErrorAnswer(401, "invalid", null, null), TimeToErrorMs = 20, ConnectionKept = true, Verdict = CaseVerdict.Pass }],
        },
    }).ShouldContain("| openai/gpt-4o-mini | bad\\_key | 401 | 401 invalid | 20.0 | yes | pass |");

    [Fact]
    public void What_was_provoked_is_no_failure_and_the_probe_s_notes_are_told()
    {
        var result = With(Found() with { Notes = ["Nothing was refused."] });

        ResultNotes.Of(result).ShouldBe(["A note on the run.", "openai/gpt-4o-mini, latency: Nothing was refused."]);
    }

    private static ProbeFindings Found() => new() { Ended = ProbeEnd.Concluded, Notes = [] };

    private static RunResult With(ProbeFindings findings)
    {
        var target = SampleResults.WithoutSuccess.Targets[0];
        var test = target.Tests["latency"] with { Findings = findings, Errors = new Dictionary<string, long> { [ErrorKind.Provoked.Name()] = 10 } };
        return SampleResults.Compared with { Targets = [target with { Tests = new Dictionary<string, TestResult> { ["latency"] = test } }] };
    }

    private static string[] LinesOf(ProbeFindings findings) => MarkdownReport.Write(ResultReport.Of(With(findings))).Split('\n');
}

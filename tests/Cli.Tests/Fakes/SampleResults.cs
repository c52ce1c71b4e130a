using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Cli.Tests.Fakes;

internal static class SampleResults
{
    public const string Groq = "groq/llama-3.3-70b-versatile";
    public const string OpenAi = "openai/gpt-4o-mini";
    public const string Unpriced = "vllm/own|model";

    /// <summary>Three targets: one clearly best, two that are a draw, of which one has no price.</summary>
    public static readonly RunResult Compared = new()
    {
        RunId = FakeGateway.RunId,
        Name = "nightly",
        StartedAt = new DateTimeOffset(2026, 11, 24, 17, 2, 1, TimeSpan.Zero),
        DurationS = 12.5,
        Mode = "distributed",
        Suite = null,
        Status = RunStatus.Completed,
        Targets =
        [
            Target(OpenAi, Test(412, succeeded: 8, failed: 2, notSent: 1, lost: 1, cost: 0.0213)),
            Target(Groq, Test(123.4, succeeded: 10, cost: 0.0431)),
            Target(Unpriced, Test(430, succeeded: 10, isLimited: true)) with { Notes = ["The price of vllm/own|model is not known."] },
        ],
        Rankings = new Dictionary<string, IReadOnlyList<string>> { ["latency"] = [Groq, OpenAi, Unpriced], ["reliability"] = [Groq, Unpriced, OpenAi] },
        RankingDetails = new Dictionary<string, IReadOnlyList<RankingEntry>>
        {
            ["latency"] =
            [
                Entry(Groq, 1, 123.4, [118.1, 130.2]), Entry(OpenAi, 2.5, 412, [398, 431.9]), Entry(Unpriced, 2.5, 430, [401, null]) with { DrawWithPrevious = true },
            ],
        },
        Standings =
        [
            new Standing { Place = 1, Target = Groq, RankSum = 2, Ranks = new Dictionary<string, double> { ["latency"] = 1, ["reliability"] = 1 } },
            new Standing { Place = 2, Target = OpenAi, RankSum = 5.5, Ranks = new Dictionary<string, double> { ["latency"] = 2.5, ["reliability"] = 3 } },
        ],
        Winner = [Groq],
        Comparisons = [],
        Thresholds =
        [
            new ThresholdResult { Expression = "latency.p95 < 2s", Observed = 860, Passed = true, Target = Unpriced, Test = "latency" },
        ],
        Notes = ["A note on the run."],
    };

    public static readonly RunResult WithMissedThreshold = Compared with
    {
        Thresholds =
        [
            .. Compared.Thresholds,
            new ThresholdResult { Expression = "success_rate >= 0.99", Observed = 0.8, Passed = false, Target = OpenAi, Test = "latency" },
            new ThresholdResult { Expression = "goodput > 1", Passed = false, Note = "no test measured goodput" },
        ],
    };

    public static readonly RunResult WithoutSuccess = Compared with { Targets = [Target(OpenAi, Test(1, succeeded: 0, failed: 10))] };

    private static RankingEntry Entry(string target, double rank, double value, IReadOnlyList<double?> interval) =>
        new() { Target = target, Rank = rank, Metric = "latency.p50", Value = value, Ci95 = interval, DrawWithPrevious = false };

    private static TargetResult Target(string name, TestResult test) => new()
    {
        Target = name,
        Provider = name.Split('/')[0],
        Model = name.Split('/')[1],
        BaseUrl = new Uri("http://127.0.0.1:8080/v1"),
        Tests = new Dictionary<string, TestResult> { ["latency"] = test },
    };

    private static TestResult Test(double p50, long succeeded, long failed = 0, long notSent = 0, long lost = 0, double? cost = null, bool isLimited = false) => new()
    {
        Type = "latency",
        Requests = new RequestCounts(succeeded, failed, lost, notSent),
        DurationS = 5,
        LatencyMs = succeeded == 0 ? null : Summary(p50),
        TtftMs = succeeded == 0 ? null : Summary(p50 / 4),
        OutputTokensPerSecond = 98.765,
        SuccessRate = (double)succeeded / (succeeded + failed),
        Errors = failed == 0 ? new Dictionary<string, long>() : new Dictionary<string, long> { ["overloaded"] = failed },
        Tokens = new TokenFigures { Input = 10, Cached = 0, Output = 100, Reasoning = 0, Source = TokenSource.Usage },
        Cost = cost is null ? null : new CostFigures { TotalUsd = cost.Value / 100, CostPer1kRequestsUsd = cost },
        ClientHealth = new ClientHealth { ClientLimited = isLimited, Reasons = isLimited ? ["The client used 97 % of its cores."] : null },
    };

    private static DistributionSummary Summary(double p50) => new()
    {
        Count = 10, Min = p50 / 2, Mean = p50, Stddev = p50 / 5, P50 = p50, P75 = p50 * 1.2, P90 = p50 * 1.5, P95 = p50 * 2, P99 = p50 * 3, P999 = p50 * 3, Max = p50 * 3,
    };
}

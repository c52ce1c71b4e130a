using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Messages.Tests.Results;

internal static class SampleResults
{
    private static readonly DistributionSummary Summary = DistributionSummary.Of(Distribution.Of([1000, 2000, 3000, 4000]))!;

    public static readonly TestResult FullTest = new()
    {
        Type = "latency",
        Requests = new RequestCounts(4, 3, 2, 1),
        DurationS = 2,
        Http = ["1.1"],
        LatencyMs = Summary,
        ResponseTimeMs = Summary,
        TtftMs = Summary,
        TtfatMs = Summary,
        TpotMs = Summary,
        InterChunkLatencyMs = Summary,
        HeadersMs = Summary,
        DnsMs = Summary,
        ConnectMs = Summary,
        TlsMs = Summary,
        StallMs = Summary,
        GapJitterMs = Summary,
        StallsPerRequest = 0.5,
        StallShare = 0.125,
        GapVariation = 0.75,
        RequestsPerSecond = 2,
        OutputTokensPerSecond = 200.25,
        SuccessRate = 4d / 7,
        SuccessRateCi95 = [0.25, 0.84],
        Goodput = 1.5,
        Errors = new Dictionary<string, long> { ["rate_limited"] = 3 },
        Tokens = new TokenFigures { Input = 40, Cached = 4, Output = 400, Reasoning = 100, Source = TokenSource.Usage },
        Cost = new CostFigures
        {
            TotalUsd = 0.000123,
            TokensPerDollar = 1e6,
            OutputTokensPerDollar = 9e5,
            CostPer1kRequestsUsd = 0.03,
            CostPerSecondUsd = 0.00006,
            PriceSource = "plan",
        },
        ClientHealth = new ClientHealth
        {
            ClientLimited = true,
            Reasons = ["busy"],
            PacingErrorMs = Summary,
            SendDelayMs = Summary,
            ThreadPoolDelayMs = Summary,
            CpuUtilization = 0.95,
            GcPauseMs = 3,
            HeldS = 4.5,
        },
    };

    public static readonly RunResult Full = With(FullTest);

    public static RunResult With(TestResult test) => new()
    {
        RunId = "20261124-170201-k3v9qa",
        Name = "nightly",
        StartedAt = new DateTimeOffset(2026, 11, 24, 17, 2, 1, TimeSpan.Zero),
        DurationS = 12.5,
        Mode = "simulation",
        Suite = "basic",
        Status = RunStatus.Completed,
        Targets =
        [
            new TargetResult
            {
                Target = "openai/gpt",
                Id = "openai/gpt@127.0.0.1:8080",
                Provider = "openai",
                Model = "gpt",
                BaseUrl = new Uri("http://127.0.0.1:8080/v1"),
                Tests = new Dictionary<string, TestResult> { ["latency"] = test },
                Notes = ["no price"],
            },
        ],
        Rankings = new Dictionary<string, IReadOnlyList<string>> { ["latency"] = ["groq/llama", "openai/gpt"] },
        RankingDetails = new Dictionary<string, IReadOnlyList<RankingEntry>>
        {
            ["latency"] = [new RankingEntry { Target = "groq/llama", Rank = 1, Metric = "latency.p50", Value = 2, Ci95 = [1, 3], DrawWithPrevious = false }],
        },
        Standings = [new Standing { Place = 1, Target = "groq/llama", RankSum = 1, Ranks = new Dictionary<string, double> { ["latency"] = 1 } }],
        Winner = ["groq/llama"],
        Comparisons =
        [
            new PairComparison
            {
                Metric = "latency.p50",
                Test = "latency",
                A = "groq/llama",
                B = "openai/gpt",
                ValueA = 2,
                ValueB = 2.5,
                Effect = -0.5,
                Ci95 = [-1, 0.5],
                EffectPercent = -20,
                EffectPercentCi95 = [-40, 25],
                PValue = 0.2,
                Verdict = Verdict.NoDifferenceShown,
            },
        ],
        Thresholds = [new ThresholdResult { Expression = "latency.p95 < 2s", Observed = 4, Passed = true, Target = "openai/gpt", Test = "latency" }],
        Notes = ["a note"],
    };
}

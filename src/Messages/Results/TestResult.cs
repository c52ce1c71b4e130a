using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Messages.Results;

/// <summary>What one test of one target came to. Definitions are in <see cref="Metric"/>.</summary>
public sealed record TestResult
{
    /// <summary>The type of test, such as <c>latency</c>.</summary>
    public string? Type { get; init; }

    /// <summary>What became of the requests.</summary>
    public required RequestCounts Requests { get; init; }

    /// <summary>Measured seconds, warm-up excluded.</summary>
    public required double DurationS { get; init; }

    /// <summary>The versions of HTTP that answers came in, such as <c>1.1</c>; null when there was none.</summary>
    public IReadOnlyList<string>? Http { get; init; }

    /// <summary>See <see cref="Metric.Latency"/>.</summary>
    public DistributionSummary? LatencyMs { get; init; }

    /// <summary>See <see cref="Metric.ResponseTime"/>.</summary>
    public DistributionSummary? ResponseTimeMs { get; init; }

    /// <summary>See <see cref="Metric.Ttft"/>.</summary>
    public DistributionSummary? TtftMs { get; init; }

    /// <summary>See <see cref="Metric.Ttfat"/>.</summary>
    public DistributionSummary? TtfatMs { get; init; }

    /// <summary>See <see cref="Metric.Tpot"/>.</summary>
    public DistributionSummary? TpotMs { get; init; }

    /// <summary>See <see cref="Metric.InterChunkLatency"/>.</summary>
    public DistributionSummary? InterChunkLatencyMs { get; init; }

    /// <summary>See <see cref="Metric.Headers"/>.</summary>
    public DistributionSummary? HeadersMs { get; init; }

    /// <summary>See <see cref="Metric.Dns"/>.</summary>
    public DistributionSummary? DnsMs { get; init; }

    /// <summary>See <see cref="Metric.Connect"/>.</summary>
    public DistributionSummary? ConnectMs { get; init; }

    /// <summary>See <see cref="Metric.Tls"/>.</summary>
    public DistributionSummary? TlsMs { get; init; }

    /// <summary>See <see cref="Metric.Stall"/>.</summary>
    public DistributionSummary? StallMs { get; init; }

    /// <summary>See <see cref="Metric.GapJitter"/>.</summary>
    public DistributionSummary? GapJitterMs { get; init; }

    /// <summary>See <see cref="Metric.StallsPerRequest"/>.</summary>
    public double? StallsPerRequest { get; init; }

    /// <summary>See <see cref="Metric.StallShare"/>.</summary>
    public double? StallShare { get; init; }

    /// <summary>See <see cref="Metric.GapVariation"/>.</summary>
    public double? GapVariation { get; init; }

    /// <summary>See <see cref="Metric.RequestsPerSecond"/>.</summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>See <see cref="Metric.OutputTokensPerSecond"/>.</summary>
    public double? OutputTokensPerSecond { get; init; }

    /// <summary>See <see cref="Metric.SuccessRate"/>; requests that were cancelled or out of budget do not count.</summary>
    public double? SuccessRate { get; init; }

    /// <summary>The 95 % confidence interval of <see cref="SuccessRate"/>: [lower, upper].</summary>
    public IReadOnlyList<double>? SuccessRateCi95 { get; init; }

    /// <summary>See <see cref="Metric.Goodput"/>; null when the plan has no objectives.</summary>
    public double? Goodput { get; init; }

    /// <summary>Failures by kind.</summary>
    public required IReadOnlyDictionary<string, long> Errors { get; init; }

    /// <summary>Tries that failed and were followed by another of the same request, by kind; null when nothing was tried again. Requests count by their last try.</summary>
    public IReadOnlyDictionary<string, long>? Retries { get; init; }

    /// <summary>What limits held back; null when they held nothing.</summary>
    public HeldBackFigures? HeldBack { get; init; }

    /// <summary>What the circuit breaker did; null when it stayed closed.</summary>
    public BreakerFigures? Breaker { get; init; }

    /// <summary>How each key was used, by its reference; null where a target has one key only.</summary>
    public IReadOnlyDictionary<string, KeyUse>? ApiKeys { get; init; }

    /// <summary>Tokens used.</summary>
    public required TokenFigures Tokens { get; init; }

    /// <summary>Money spent; null when the price is not known.</summary>
    public CostFigures? Cost { get; init; }

    /// <summary>What a probe found out; null for other tests, and where it was not begun.</summary>
    public ProbeFindings? Findings { get; init; }

    /// <summary>The part in which the test was steady; null when its load has no duration, or it is too short to tell.</summary>
    public SteadyStateFigures? SteadyState { get; init; }

    /// <summary>Whether the client measured itself rather than the target.</summary>
    public required ClientHealth ClientHealth { get; init; }

    /// <summary>
    /// The steps of a test whose load goes up, in their order; null for a test that is one load. Then requests, duration,
    /// errors, tokens, cost and client health of the test are of all steps, and its other figures those of <see cref="BestStep"/>.
    /// </summary>
    public IReadOnlyList<StepResult>? Steps { get; init; }

    /// <summary>
    /// The number of the step that the test's figures are of: the highest that meets the objectives, without objectives the
    /// highest that was sustained, and the first where there is none.
    /// </summary>
    public int? BestStep { get; init; }

    /// <summary>Where more load begins to cost more latency than it gives throughput; null when the steps did not reach it.</summary>
    public KneeResult? Knee { get; init; }

    /// <summary>The highest rate offered that was sustained, a second.</summary>
    public double? MaxSustainedRate { get; init; }

    /// <summary>The highest rate offered that met the objectives, a second; null when none did, or there are none.</summary>
    public double? MaxRateMeetingSlo { get; init; }

    /// <summary>The most callers that were sustained.</summary>
    public int? MaxSustainedConcurrency { get; init; }

    /// <summary>The most callers of whom the objectives were met; null when none did, or there are none.</summary>
    public int? MaxConcurrencyMeetingSlo { get; init; }

    /// <summary>
    /// The figures of each tag that the plan names in <c>by_tag</c>, in its order; of a test in steps those of
    /// <see cref="BestStep"/>. Null without such tags.
    /// </summary>
    public IReadOnlyDictionary<string, TestResult>? ByTag { get; init; }

    /// <summary>Of a test that compares streamed answers with whole ones: the whole ones. Its other figures are of the streamed ones.</summary>
    public TestResult? Whole { get; init; }

    /// <summary>The streamed answers (A) compared with the whole ones (B).</summary>
    public IReadOnlyList<PairComparison>? StreamedAgainstWhole { get; init; }

    /// <summary>
    /// The figure of a metric, in milliseconds for times, else in the metric's unit; null when this test has none.
    /// </summary>
    /// <param name="metric">Which metric.</param>
    /// <param name="statistic">Which figure of its distribution, such as <c>p95</c>; null for a figure of the whole test.</param>
    public double? Figure(Metric metric, string? statistic = null) => (metric.Measure, statistic) switch
    {
        ({ } measure, { } figure) => Summary(measure)?.Figure(figure),
        (null, null) => Total(metric),
        _ => null,
    };

    /// <summary>The figures of a measure; null when nothing was measured.</summary>
    public DistributionSummary? Summary(Measure measure) => measure switch
    {
        Measure.Latency => LatencyMs,
        Measure.ResponseTime => ResponseTimeMs,
        Measure.Ttft => TtftMs,
        Measure.Ttfat => TtfatMs,
        Measure.Tpot => TpotMs,
        Measure.InterChunkLatency => InterChunkLatencyMs,
        Measure.Headers => HeadersMs,
        Measure.Dns => DnsMs,
        Measure.Connect => ConnectMs,
        Measure.Tls => TlsMs,
        Measure.Stall => StallMs,
        Measure.GapJitter => GapJitterMs,
        Measure.PacingError => ClientHealth.PacingErrorMs,
        Measure.SendDelay => ClientHealth.SendDelayMs,
        Measure.ThreadPoolDelay => ClientHealth.ThreadPoolDelayMs,
        _ => null,
    };

    private double? Total(Metric metric) =>
        metric == Metric.RequestsPerSecond ? RequestsPerSecond
        : metric == Metric.OutputTokensPerSecond ? OutputTokensPerSecond
        : metric == Metric.SuccessRate ? SuccessRate
        : metric == Metric.Goodput ? Goodput
        : metric == Metric.StallsPerRequest ? StallsPerRequest
        : metric == Metric.StallShare ? StallShare
        : metric == Metric.GapVariation ? GapVariation
        : metric == Metric.CostUsd ? Cost?.TotalUsd
        : metric == Metric.CostPer1kRequests ? Cost?.CostPer1kRequestsUsd
        : metric == Metric.CostPerSecond ? Cost?.CostPerSecondUsd
        : metric == Metric.TokensPerDollar ? Cost?.TokensPerDollar
        : metric == Metric.OutputTokensPerDollar ? Cost?.OutputTokensPerDollar
        : null;
}

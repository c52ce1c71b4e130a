namespace AkkaApiBench.Messages.Measurement;

/// <summary>The unit of a metric.</summary>
public enum Unit
{
    /// <summary>Milliseconds in results and on screen, microseconds in distributions.</summary>
    Time,

    /// <summary>Events per second.</summary>
    PerSecond,

    /// <summary>A share from 0 to 1.</summary>
    Share,

    /// <summary>US dollars.</summary>
    Usd,

    /// <summary>Tokens per US dollar.</summary>
    PerUsd,

    /// <summary>One quantity by another of the same kind, or a count of each: a plain number.</summary>
    Ratio,
}

/// <summary>Which way a metric should go.</summary>
public enum Better
{
    /// <summary>Less is better.</summary>
    Lower,

    /// <summary>More is better.</summary>
    Higher,
}

/// <summary>The name, unit and definition of everything that is published: the one list of metrics.</summary>
/// <param name="Name">Snake case, as in files, expressions and on screen.</param>
/// <param name="Unit">What it is counted in.</param>
/// <param name="Better">Which way is better.</param>
/// <param name="Definition">What exactly is measured.</param>
/// <param name="Measure">The distribution that holds it; null for a figure of a whole test.</param>
/// <param name="OfRequest">True when a single request has a value, so that a service level objective can judge it.</param>
public sealed record Metric(string Name, Unit Unit, Better Better, string Definition, Measure? Measure = null, bool OfRequest = false)
{
    /// <summary>Time from sending to the end of the answer.</summary>
    public static readonly Metric Latency = OfRequests("latency", Measurement.Measure.Latency,
        "just before the request is written to the last byte of the answer read");

    /// <summary>Time from when the request was due.</summary>
    public static readonly Metric ResponseTime = OfRequests("response_time", Measurement.Measure.ResponseTime,
        "intended start to the last byte of the answer read (open loop only): free of coordinated omission");

    /// <summary>Time to first token.</summary>
    public static readonly Metric Ttft = OfRequests("ttft", Measurement.Measure.Ttft,
        "just before the request is written to the first event with generated content, reasoning included (streaming only)");

    /// <summary>Time to first answer token.</summary>
    public static readonly Metric Ttfat = OfRequests("ttfat", Measurement.Measure.Ttfat,
        "just before the request is written to the first event with answer text, reasoning excluded (streaming only)");

    /// <summary>Gap between content events.</summary>
    public static readonly Metric InterChunkLatency = OfParts("inter_chunk_latency", Measurement.Measure.InterChunkLatency,
        "gap between successive content events of one answer (streaming only)");

    /// <summary>Time per output token.</summary>
    public static readonly Metric Tpot = OfRequests("tpot", Measurement.Measure.Tpot,
        "(latency - ttft) / (output tokens - 1): mean time per output token after the first (streaming only)");

    /// <summary>Time to response headers.</summary>
    public static readonly Metric Headers = OfRequests("headers", Measurement.Measure.Headers,
        "just before the request is written to the response headers read");

    /// <summary>Name resolution.</summary>
    public static readonly Metric Dns = OfParts("dns", Measurement.Measure.Dns, "time to resolve the host name, for each new connection");

    /// <summary>TCP connection.</summary>
    public static readonly Metric Connect = OfParts("connect", Measurement.Measure.Connect, "time to open the TCP connection, for each new connection");

    /// <summary>TLS handshake.</summary>
    public static readonly Metric Tls = OfParts("tls", Measurement.Measure.Tls, "time of the TLS handshake, for each new connection");

    /// <summary>How late the client sent.</summary>
    public static readonly Metric PacingError = OfParts("pacing_error", Measurement.Measure.PacingError,
        "intended start, or when a limit let the request go, to just before its first try is written (open loop only): the client's own lateness");

    /// <summary>How long the client took to send.</summary>
    public static readonly Metric SendDelay = OfParts("send_delay", Measurement.Measure.SendDelay,
        "just before the request is written to its last byte taken by the socket (by the connection in HTTP/2)");

    /// <summary>How long the client's thread pool let work wait.</summary>
    public static readonly Metric ThreadPoolDelay = OfParts("thread_pool_delay", Measurement.Measure.ThreadPoolDelay,
        "time that a work item waited in the client's thread pool, sampled once a window");

    /// <summary>Gap that a reader notices.</summary>
    public static readonly Metric Stall = OfParts("stall", Measurement.Measure.Stall,
        "gap between successive content events that is longer than the test's stall_threshold (streaming only)");

    /// <summary>Unevenness of an answer.</summary>
    public static readonly Metric GapJitter = OfParts("gap_jitter", Measurement.Measure.GapJitter,
        "mean absolute difference between successive gaps of one answer (packet delay variation of RFC 5481, of content events; streaming only)");

    /// <summary>How often an answer stalls.</summary>
    public static readonly Metric StallsPerRequest = new("stalls_per_request", Unit.Ratio, Better.Lower, "stalls / successes (streaming only)");

    /// <summary>How much of the time of an answer it stalls.</summary>
    public static readonly Metric StallShare = new("stall_share", Unit.Share, Better.Lower,
        "sum of the lengths of stalls / sum of the lengths of all gaps (streaming only)");

    /// <summary>Unevenness of all gaps.</summary>
    public static readonly Metric GapVariation = new("gap_variation", Unit.Ratio, Better.Lower,
        "coefficient of variation of inter_chunk_latency: standard deviation / mean; 0 for a perfectly even stream, 1 for a random one (streaming only)");

    /// <summary>Completed requests a second.</summary>
    public static readonly Metric RequestsPerSecond = new("requests_per_second", Unit.PerSecond, Better.Higher,
        "successes / measured duration, warm-up excluded");

    /// <summary>Generated tokens a second.</summary>
    public static readonly Metric OutputTokensPerSecond = new("output_tokens_per_second", Unit.PerSecond, Better.Higher,
        "sum of output tokens of successes / measured duration, warm-up excluded");

    /// <summary>Share of successes.</summary>
    public static readonly Metric SuccessRate = new("success_rate", Unit.Share, Better.Higher, "successes / (successes + failures)");

    /// <summary>Requests a second that met every objective.</summary>
    public static readonly Metric Goodput = new("goodput", Unit.PerSecond, Better.Higher,
        "successes that meet every service level objective / measured duration");

    /// <summary>Total cost.</summary>
    public static readonly Metric CostUsd = new("cost_usd", Unit.Usd, Better.Lower,
        "sum of tokens x price by class, failures included where usage was reported");

    /// <summary>Cost of a thousand requests.</summary>
    public static readonly Metric CostPer1kRequests = new("cost_per_1k_requests", Unit.Usd, Better.Lower, "1000 x total cost / successes");

    /// <summary>Cost of a second of load.</summary>
    public static readonly Metric CostPerSecond = new("cost_per_second", Unit.Usd, Better.Lower, "total cost / measured duration");

    /// <summary>All tokens for a dollar.</summary>
    public static readonly Metric TokensPerDollar = new("tokens_per_dollar", Unit.PerUsd, Better.Higher, "(input + output tokens) / total cost");

    /// <summary>Generated tokens for a dollar.</summary>
    public static readonly Metric OutputTokensPerDollar = new("output_tokens_per_dollar", Unit.PerUsd, Better.Higher, "output tokens / total cost");

    /// <summary>Every metric.</summary>
    public static readonly IReadOnlyList<Metric> All =
    [
        Latency, ResponseTime, Ttft, Ttfat, InterChunkLatency, Tpot, Headers, Dns, Connect, Tls, PacingError, SendDelay, ThreadPoolDelay,
        Stall, GapJitter, StallsPerRequest, StallShare, GapVariation,
        RequestsPerSecond, OutputTokensPerSecond, SuccessRate, Goodput,
        CostUsd, CostPer1kRequests, CostPerSecond, TokensPerDollar, OutputTokensPerDollar,
    ];

    private static readonly Dictionary<string, Metric> ByName = All.ToDictionary(metric => metric.Name, StringComparer.Ordinal);

    /// <summary>Finds a metric by its name; null when there is none.</summary>
    public static Metric? Find(string name) => ByName.GetValueOrDefault(name);

    private static Metric OfRequests(string name, Measure measure, string definition) =>
        new(name, Unit.Time, Better.Lower, definition, measure, OfRequest: true);

    private static Metric OfParts(string name, Measure measure, string definition) =>
        new(name, Unit.Time, Better.Lower, definition, measure);
}

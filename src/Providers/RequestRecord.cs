using System.Diagnostics;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Providers.Http;
using AkkaApiBench.Providers.Limits;

namespace AkkaApiBench.Providers;

/// <summary>The measured facts of one request. Instants are ticks of <see cref="Stopwatch"/>, 0 for what did not happen.</summary>
public sealed record RequestRecord
{
    /// <summary>When it was sent, UTC; when it was given up, if it never was.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How the connection was opened, be it in advance, that was opened for it; null when it found one open.</summary>
    public ConnectionTimes? Connection { get; init; }

    /// <summary>When it should have been sent; 0 without a schedule.</summary>
    public long Due { get; init; }

    /// <summary>Just before it was written to a connection that was open.</summary>
    public long Sent { get; init; }

    /// <summary>When its last byte had been taken by the socket, or by the connection in HTTP/2.</summary>
    public long Written { get; init; }

    /// <summary>When the response headers had been read.</summary>
    public long HeadersRead { get; init; }

    /// <summary>When the read returned that completed the first event with generated content; streaming only.</summary>
    public long FirstContent { get; init; }

    /// <summary>The same for the first content that is not reasoning.</summary>
    public long FirstAnswer { get; init; }

    /// <summary>When the last byte of the answer had been read, or the request had failed.</summary>
    public long End { get; init; }

    /// <summary>How many events had generated content; streaming only.</summary>
    public int ContentEvents { get; init; }

    /// <summary>The tokens of prompt and answer.</summary>
    public Tokens Tokens { get; init; }

    /// <summary>Where <see cref="Tokens"/> are from.</summary>
    public TokenSource TokenSource { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public ErrorKind? Error { get; init; }

    /// <summary>The provider's own code of the error, or the system's; null when there is none.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The provider's type of the error, or the reason among its details; null when it gave none besides the code.</summary>
    public string? ErrorType { get; init; }

    /// <summary>What went wrong, at most 300 characters and never with the key.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The version of HTTP of the response headers.</summary>
    public HttpVersions Http { get; init; }

    /// <summary>The HTTP status; 0 when no headers came.</summary>
    public int Status { get; init; }

    /// <summary>How long the provider asks to wait before a retry.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The account's limits, of error responses and where asked for.</summary>
    public RateLimits? RateLimits { get; init; }

    /// <summary>All generated text, reasoning included; only where it was asked for.</summary>
    public string? Text { get; init; }

    /// <summary>Why generation ended, in the provider's word.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The model that answered, in the provider's word; null when it did not say.</summary>
    public string? ResponseModel { get; init; }

    /// <summary>The provider's identifier of the request.</summary>
    public string? RequestId { get; init; }

    /// <summary>True when the answer was complete.</summary>
    public bool Succeeded => Error is null;

    /// <summary>See <see cref="Metric.Latency"/>; of a failure the time until it failed. Null when nothing was sent.</summary>
    public TimeSpan? Latency => Between(Sent, End);

    /// <summary>See <see cref="Metric.ResponseTime"/>; null without a schedule.</summary>
    public TimeSpan? ResponseTime => Between(Due, End);

    /// <summary>See <see cref="Metric.Ttft"/>; null without streamed content.</summary>
    public TimeSpan? Ttft => Between(Sent, FirstContent);

    /// <summary>See <see cref="Metric.Ttfat"/>; null without streamed answer text.</summary>
    public TimeSpan? Ttfat => Between(Sent, FirstAnswer);

    /// <summary>See <see cref="Metric.Tpot"/>; null without streamed content or with fewer than two output tokens.</summary>
    public TimeSpan? Tpot => FirstContent != 0 && Tokens.Output > 1
        ? Stopwatch.GetElapsedTime(FirstContent, End) / (Tokens.Output - 1) : null;

    /// <summary>See <see cref="Metric.Headers"/>; null when no headers came.</summary>
    public TimeSpan? Headers => Between(Sent, HeadersRead);

    /// <summary>See <see cref="Metric.PacingError"/>; negative when sent early, null without a schedule.</summary>
    public TimeSpan? PacingError => Between(Due, Sent);

    /// <summary>See <see cref="Metric.SendDelay"/>; null when it was not written to its end.</summary>
    public TimeSpan? SendDelay => Between(Sent, Written);

    /// <summary>The value of a measure that a single request has; null when it has none.</summary>
    public TimeSpan? Of(Measure measure) => measure switch
    {
        Measure.Latency => Latency,
        Measure.ResponseTime => ResponseTime,
        Measure.Ttft => Ttft,
        Measure.Ttfat => Ttfat,
        Measure.Tpot => Tpot,
        Measure.Headers => Headers,
        Measure.PacingError => PacingError,
        Measure.SendDelay => SendDelay,
        _ => null,
    };

    /// <summary>A time in whole microseconds, the unit of distributions; never negative.</summary>
    public static long Microseconds(TimeSpan time) => Math.Max(0, time.Ticks / TimeSpan.TicksPerMicrosecond);

    private static TimeSpan? Between(long from, long to) => from != 0 && to != 0 ? Stopwatch.GetElapsedTime(from, to) : null;
}

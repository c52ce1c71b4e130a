namespace AkkaApiBench.Messages.Results;

/// <summary>What kind of value a field of a request's record has.</summary>
public enum RequestFieldKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number: milliseconds to the microsecond, or dollars.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A time of day, UTC, as by RFC 3339.</summary>
    Instant,

    /// <summary>A list of whole numbers.</summary>
    Wholes,
}

/// <summary>A field of the record of one request: the one list that files of records are written and read by.</summary>
/// <param name="Name">Its name in every format.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Definition">What it says.</param>
/// <param name="IsAlwaysThere">False when it is left out where it does not apply.</param>
public sealed record RequestField(string Name, RequestFieldKind Kind, string Definition, bool IsAlwaysThere = false)
{
    /// <summary>Every field, in the order in which records have them.</summary>
    public static readonly IReadOnlyList<RequestField> All =
    [
        new("target", RequestFieldKind.Text, "what was measured, as results call it", IsAlwaysThere: true),
        new("test", RequestFieldKind.Text, "the type of the test", IsAlwaysThere: true),
        new("step", RequestFieldKind.Whole, "which step of a test whose load goes up, from 1"),
        new("slice", RequestFieldKind.Text, "the part of the test that sent it: RUN.TEST.TARGET.PART", IsAlwaysThere: true),
        new("epoch", RequestFieldKind.Whole, "which attempt at the slice, from 1", IsAlwaysThere: true),
        new("index", RequestFieldKind.Whole, "which request of the slice's attempt, in the order of sending, from 0", IsAlwaysThere: true),
        new("try", RequestFieldKind.Whole, "which try of that request, from 1; each has a record of its own", IsAlwaysThere: true),
        new("retried", RequestFieldKind.Flag, "true when another try followed: the last one counts as the request"),
        new("api_key", RequestFieldKind.Text, "the reference of the key that it was sent with, where a target has several"),
        new("started_at", RequestFieldKind.Instant, "when it was sent; when it was given up, if it never was", IsAlwaysThere: true),
        new("ok", RequestFieldKind.Flag, "whether the answer was complete", IsAlwaysThere: true),
        new("error", RequestFieldKind.Text, "why it failed"),
        new("http", RequestFieldKind.Text, "the version of HTTP, when headers came"),
        new("status", RequestFieldKind.Whole, "the HTTP status, when headers came"),
        new("error_code", RequestFieldKind.Text, "the provider's own code of the error, or the system's"),
        new("error_message", RequestFieldKind.Text, "what went wrong, at most 300 characters"),
        new("latency_ms", RequestFieldKind.Number, "sending to the last byte; of a failure, to the failure"),
        new("response_time_ms", RequestFieldKind.Number, "due time to the last byte (open loop)"),
        new("pacing_error_ms", RequestFieldKind.Number, "due time, or when a limit or an earlier try let it go, to sending (open loop)"),
        new("send_delay_ms", RequestFieldKind.Number, "sending to the request's last byte taken by the socket"),
        new("dns_ms", RequestFieldKind.Number, "resolving the host name, when a connection was opened for it, be it in advance"),
        new("connect_ms", RequestFieldKind.Number, "opening that connection"),
        new("tls_ms", RequestFieldKind.Number, "the TLS handshake of that connection"),
        new("headers_ms", RequestFieldKind.Number, "sending to the response headers"),
        new("ttft_ms", RequestFieldKind.Number, "sending to the first content (streaming)"),
        new("ttfat_ms", RequestFieldKind.Number, "sending to the first content that is not reasoning (streaming)"),
        new("tpot_ms", RequestFieldKind.Number, "time per output token after the first (streaming)"),
        new("content_events", RequestFieldKind.Whole, "events with content (streaming)", IsAlwaysThere: true),
        new("input_tokens", RequestFieldKind.Whole, "tokens of the prompt, cached ones included", IsAlwaysThere: true),
        new("cached_tokens", RequestFieldKind.Whole, "the part of them from the provider's cache", IsAlwaysThere: true),
        new("output_tokens", RequestFieldKind.Whole, "generated tokens, reasoning included", IsAlwaysThere: true),
        new("reasoning_tokens", RequestFieldKind.Whole, "the part of them spent on reasoning", IsAlwaysThere: true),
        new("tokens_source", RequestFieldKind.Text, "where the counts are from: usage, estimate or none", IsAlwaysThere: true),
        new("cost_usd", RequestFieldKind.Number, "what it cost, where the price is known"),
        new("finish_reason", RequestFieldKind.Text, "why generation ended, in the provider's word"),
        new("request_id", RequestFieldKind.Text, "the provider's identifier of the request"),
        new("token_times_us", RequestFieldKind.Wholes, "microseconds from sending to each content event, where the plan asks for them (streaming)"),
    ];
}

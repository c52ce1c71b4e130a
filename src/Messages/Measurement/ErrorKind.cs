using System.Collections.Frozen;
using System.Text.Json;

namespace AkkaApiBench.Messages.Measurement;

/// <summary>Why a request failed. The numbers are stored and sent: never reuse one.</summary>
public enum ErrorKind
{
    /// <summary>HTTP 429: the account's limit of requests or tokens.</summary>
    RateLimited = 1,

    /// <summary>HTTP 503 or 529: the provider has too much to do.</summary>
    Overloaded = 2,

    /// <summary>Any other HTTP 5xx, or an error event in the stream.</summary>
    ServerError = 3,

    /// <summary>HTTP 401 or 403: the key is missing, wrong or not allowed.</summary>
    Auth = 4,

    /// <summary>HTTP 404: no such model or path.</summary>
    NotFound = 5,

    /// <summary>Any other HTTP 4xx: the request is not what the provider accepts.</summary>
    BadRequest = 6,

    /// <summary>The provider refused prompt or answer for its content.</summary>
    ContentFiltered = 7,

    /// <summary>The host name could not be resolved.</summary>
    Dns = 8,

    /// <summary>The TCP connection was refused or could not be made.</summary>
    Connect = 9,

    /// <summary>The TLS handshake failed.</summary>
    Tls = 10,

    /// <summary>The connection was reset after the request was sent.</summary>
    ConnectionReset = 11,

    /// <summary>No connection in time.</summary>
    TimeoutConnect = 12,

    /// <summary>No generated content in time.</summary>
    TimeoutFirstToken = 13,

    /// <summary>The answer was not complete in time.</summary>
    TimeoutTotal = 14,

    /// <summary>The stream ended without the protocol's end.</summary>
    TruncatedStream = 15,

    /// <summary>The answer is not what the protocol promises.</summary>
    MalformedResponse = 16,

    /// <summary>Stopped by the user or by a run that ended.</summary>
    Cancelled = 17,

    /// <summary>Not sent, for the budget did not allow it.</summary>
    BudgetExhausted = 18,

    /// <summary>A fault of the benchmark itself.</summary>
    Internal = 19,

    /// <summary>An error that a probe provoked on purpose; what the provider answered is judged in the probe's findings.</summary>
    Provoked = 30,
}

/// <summary>The names of <see cref="ErrorKind"/> in files and on screen.</summary>
public static class ErrorKinds
{
    private static readonly FrozenDictionary<ErrorKind, string> Names = Enum.GetValues<ErrorKind>()
        .ToFrozenDictionary(kind => kind, kind => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()));

    /// <summary>The name in snake case, such as <c>rate_limited</c>.</summary>
    public static string Name(this ErrorKind kind) => Names[kind];
}

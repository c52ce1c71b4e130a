using System.Collections.Immutable;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Messages.Plans;

/// <summary>
/// When a request that failed is tried again: after a random time up to <see cref="BaseDelay"/>, doubled with each try and never
/// above <see cref="MaxDelay"/>, and never before the time that the provider asked to wait.
/// </summary>
/// <param name="MaxTries">Tries of one request at the most, the first included; 1 is none again.</param>
/// <param name="On">The errors after which it is tried again.</param>
/// <param name="BaseDelay">The longest wait before the second try.</param>
/// <param name="MaxDelay">The longest wait before any try. A provider that asks for more ends the request.</param>
public sealed record RetryPolicy(int MaxTries, ImmutableArray<ErrorKind> On, TimeSpan BaseDelay, TimeSpan MaxDelay)
{
    /// <summary>The errors that another try may mend.</summary>
    public static readonly ImmutableArray<ErrorKind> Mendable =
    [
        ErrorKind.RateLimited, ErrorKind.Overloaded, ErrorKind.ServerError, ErrorKind.Auth, ErrorKind.Dns, ErrorKind.Connect, ErrorKind.Tls,
        ErrorKind.ConnectionReset, ErrorKind.TimeoutConnect, ErrorKind.TimeoutFirstToken, ErrorKind.TimeoutTotal,
        ErrorKind.TruncatedStream, ErrorKind.MalformedResponse,
    ];

    /// <summary>Three tries after errors that are known to pass.</summary>
    public static readonly RetryPolicy Default = new(
        3,
        [ErrorKind.RateLimited, ErrorKind.Overloaded, ErrorKind.ServerError, ErrorKind.Connect, ErrorKind.ConnectionReset, ErrorKind.TimeoutConnect],
        TimeSpan.FromMilliseconds(500),
        TimeSpan.FromSeconds(60));
}

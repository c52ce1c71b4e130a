using System.Net;
using System.Net.Sockets;

namespace AkkaApiBench.Cli.Gateway;

/// <summary>Tells failures of HTTP in plain words.</summary>
internal static class HttpFailures
{
    /// <summary>Why a request had no answer.</summary>
    public static string Reason(Exception error) => error.GetBaseException() switch
    {
        SocketException socket => socket.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "connection refused",
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "the host name is not known",
            SocketError.ConnectionReset => "the connection was reset",
            SocketError.TimedOut => "the connection timed out",
            _ => socket.Message,
        },
        var other => other.Message,
    };

    /// <summary>True when the same request may be answered a little later.</summary>
    public static bool IsPassing(HttpStatusCode status) => status is
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or HttpStatusCode.TooManyRequests;
}

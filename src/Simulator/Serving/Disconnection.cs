using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace AkkaApiBench.Simulator.Serving;

/// <summary>Breaks connections on purpose.</summary>
internal static class Disconnection
{
    /// <summary>Closes the connection of a request at once; in HTTP/2 its stream.</summary>
    /// <param name="context">The request.</param>
    /// <param name="reset">True for a TCP reset; false for an orderly close (FIN) that leaves the answer unfinished.</param>
    public static void Do(HttpContext context, bool reset)
    {
        // In HTTP/2 the connection carries other answers, and only the stream is reset. Kestrel's own abort is a reset. After a FIN the client has read the end before that reset comes.
        if (!reset && HttpProtocol.IsHttp11(context.Request.Protocol) && context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket is { } socket)
            TryShutdown(socket);
        context.Abort();
    }

    private static void TryShutdown(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The client was faster.
        }
    }
}

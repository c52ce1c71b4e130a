using System.Net.Sockets;

namespace AkkaApiBench.Providers.Http;

/// <summary>A connection that nothing was sent on yet.</summary>
internal sealed record OpenConnection(Stream Stream, Socket Socket, ConnectionTimes Times) : IAsyncDisposable
{
    /// <summary>False when the server has closed it meanwhile.</summary>
    public bool IsAlive
    {
        get
        {
            try
            {
                return !Socket.Poll(0, SelectMode.SelectRead) || Socket.Available > 0;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}

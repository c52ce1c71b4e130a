using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace AkkaApiBench.Providers.Tests.Http;

/// <summary>A TCP server on a free port that does on each connection exactly what the test says.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<ServerConnection> _connections = [];
    private readonly Func<ServerConnection, Task> _script;
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;
    private int _accepted;

    public ScriptedServer(Func<ServerConnection, Task> script, X509Certificate2? certificate = null)
    {
        (_script, _certificate) = (script, certificate);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Url => new($"{(_certificate is null ? "http" : "https")}://{(_certificate is null ? "127.0.0.1" : "localhost")}:{Port}/v1");

    /// <summary>How many connections were made.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Every request that was read, as its bytes.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>A server that answers every request with the same bytes.</summary>
    public static ScriptedServer Answering(string response) => new(async connection =>
    {
        while (await connection.ReadRequestAsync() is not null)
            await connection.WriteAsync(response);
    });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        foreach (var connection in _connections)
            connection.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                Interlocked.Increment(ref _accepted);
                _ = ServeAsync(socket);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        var network = new NetworkStream(socket, ownsSocket: true);
        Stream stream = network;
        if (_certificate is not null)
        {
            var secured = new SslStream(network);
            stream = secured;
            try
            {
                await secured.AuthenticateAsServerAsync(_certificate);
            }
            catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
            {
                stream.Dispose();
                return;
            }
        }

        using var connection = new ServerConnection(socket, stream, Requests, _stop.Token);
        _connections.Add(connection);
        try
        {
            await _script(connection);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }
}

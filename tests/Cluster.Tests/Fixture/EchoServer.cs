using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>
/// A provider that refuses every key and repeats it wherever there is room: in the message, the code and the type of its error,
/// in the reason of the status line and in the headers.
/// </summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _answering = [];
    private readonly Task _serving;
    private int _keys;

    public EchoServer()
    {
        _listener.Start();
        BaseUrl = $"http://{_listener.LocalEndpoint}/v1";
        _serving = ServeAsync();
    }

    public string BaseUrl { get; }

    /// <summary>How many requests brought a key.</summary>
    public int Keys => Volatile.Read(ref _keys);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        await ((Task)Task.WhenAll(_answering)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                _answering.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    /// <summary>Answers the one request of a connection, if there comes one.</summary>
    private async Task AnswerAsync(TcpClient client)
    {
        using var _ = client;
        var stream = client.GetStream();
        const string Authorization = "authorization: bearer ";
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var (key, length) = ("", 0);
        for (var line = await reader.ReadLineAsync(_stop.Token); !string.IsNullOrEmpty(line); line = await reader.ReadLineAsync(_stop.Token))
        {
            if (line.StartsWith(Authorization, StringComparison.OrdinalIgnoreCase))
                key = line[Authorization.Length..];
            else if (line.StartsWith("content-length: ", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(line["content-length: ".Length..]);
        }

        if (length > 0)
            await reader.ReadBlockAsync(new char[length], _stop.Token);
        if (key.Length > 0)
            Interlocked.Increment(ref _keys);
        var body = $$$"""{"error":{"message":"Incorrect API key provided: {{{key}}}.","code":"invalid_{{{key}}}","type":"{{{key}}}","param":"{{{key}}}"}}""";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 401 {key}\r\nx-request-id: req-{key}\r\nretry-after: {key}\r\nwww-authenticate: Bearer {key}\r\n"
            + $"content-type: application/json\r\ncontent-length: {body.Length}\r\nconnection: close\r\n\r\n{body}"), _stop.Token);
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace AkkaApiBench.Providers.Tests.Http;

/// <summary>The server's end of one connection.</summary>
internal sealed class ServerConnection(Socket socket, Stream stream, ConcurrentQueue<string> requests, CancellationToken stop) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly List<byte> _unread = [];

    /// <summary>Cancelled when the server is disposed.</summary>
    public CancellationToken Stop => stop;

    /// <summary>Reads one request; null when the client has closed the connection.</summary>
    public async Task<string?> ReadRequestAsync()
    {
        while (true)
        {
            var text = Encoding.UTF8.GetString([.. _unread]);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0)
            {
                var head = text[..end];
                var line = head.Split("\r\n").Single(header => header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
                var total = end + 4 + int.Parse(line.Split(':')[1], CultureInfo.InvariantCulture);
                if (_unread.Count >= total)
                {
                    var request = Encoding.UTF8.GetString([.. _unread[..total]]);
                    _unread.RemoveRange(0, total);
                    requests.Enqueue(request);
                    return request;
                }
            }

            var count = await stream.ReadAsync(_buffer, stop);
            if (count == 0)
                return null;
            _unread.AddRange(_buffer.AsSpan(0, count));
        }
    }

    public Task WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await stream.WriteAsync(bytes, stop);
        await stream.FlushAsync(stop);
    }

    /// <summary>Writes one chunk of a chunked body.</summary>
    public Task WriteChunkAsync(string text) => WriteAsync($"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n");

    /// <summary>Leaves the client waiting until the server is disposed.</summary>
    public Task StallAsync() => Task.Delay(Timeout.Infinite, stop);

    /// <summary>Ends the connection with RST, as a crashed process would.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public void Dispose() => stream.Dispose();
}

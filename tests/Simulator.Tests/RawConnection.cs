using System.Net.Sockets;
using System.Text;

namespace AkkaApiBench.Simulator.Tests;

/// <summary>What a client without an HTTP library sees of one request.</summary>
/// <param name="Text">Everything that was received.</param>
/// <param name="WasReset">True when the connection ended with a reset instead of an orderly close.</param>
internal sealed record RawConnection(string Text, bool WasReset)
{
    public int Status => int.Parse(Text.AsSpan("HTTP/1.1 ".Length, 3), null);

    /// <summary>True when the chunked body was ended as HTTP wants it.</summary>
    public bool HasLastChunk => Text.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal);

    /// <summary>Sends a request and reads until the connection ends.</summary>
    public static async Task<RawConnection> SendAsync(Uri address, string path, string body)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer k\r\nx-api-key: k\r\nanthropic-version: 2023-06-01\r\n"
            + $"Connection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}"));

        var received = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer) is > 0 and var count)
                received.Write(buffer, 0, count);
            return new RawConnection(Encoding.UTF8.GetString(received.ToArray()), WasReset: false);
        }
        catch (IOException error) when (error.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return new RawConnection(Encoding.UTF8.GetString(received.ToArray()), WasReset: true);
        }
    }
}

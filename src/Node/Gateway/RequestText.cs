using System.Text;

namespace AkkaApiBench.Node.Gateway;

/// <summary>Bodies of requests as text.</summary>
internal static class RequestText
{
    /// <summary>Reads a body; null when it is larger than allowed.</summary>
    /// <param name="request">What has the body.</param>
    /// <param name="most">The most characters allowed, and bytes where the length is said.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<string?> ReadAsync(HttpRequest request, int most, CancellationToken cancellation)
    {
        if (request.ContentLength > most)
            return null;
        var buffer = new char[most + 1];
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var read = await reader.ReadBlockAsync(buffer, cancellation);
        return read > most ? null : new string(buffer, 0, read);
    }
}

using System.Text;

namespace AkkaApiBench.Node.Gateway.Live;

/// <summary>News as streams carry it: written once, for whoever listens, when the first of them is told.</summary>
/// <param name="news">The news.</param>
/// <param name="number">Its place among all; 0 for what is not told again.</param>
/// <param name="id">What a reader gives to go on after it; null for what is not told again.</param>
internal sealed class LiveEvent(LiveNews news, long number = 0, string? id = null)
{
    private readonly Lazy<byte[]> _bytes = new(() => Write(news, id));

    public LiveNews News => news;

    public long Number => number;

    public string? Id => id;

    /// <summary>The event as a stream of server-sent events has it.</summary>
    public byte[] Bytes => _bytes.Value;

    private static byte[] Write(LiveNews news, string? id) =>
    [
        .. id is null ? [] : Encoding.UTF8.GetBytes($"id: {id}\n"),
        .. Encoding.UTF8.GetBytes($"event: {news.Name}\ndata: "), .. news.Data(), .. "\n\n"u8,
    ];
}

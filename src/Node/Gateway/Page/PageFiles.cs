using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace AkkaApiBench.Node.Gateway.Page;

/// <summary>The files of the dashboard as they were built into this assembly; none where it was built without npm.</summary>
internal sealed class PageFiles
{
    private const string Prefix = "dashboard/";

    private PageFiles(IReadOnlyList<PageFile> all) => All = all;

    public IReadOnlyList<PageFile> All { get; }

    public PageFile? Find(string path) => All.FirstOrDefault(file => file.Path == path);

    public static PageFiles Embedded()
    {
        var assembly = typeof(PageFiles).Assembly;
        return new PageFiles(
        [
            .. from name in assembly.GetManifestResourceNames()
               where name.StartsWith(Prefix, StringComparison.Ordinal)
               select new PageFile(name[Prefix.Length..], () => assembly.GetManifestResourceStream(name)!),
        ]);
    }
}

/// <summary>A file of the dashboard, read and compressed when it is first asked for.</summary>
/// <param name="path">Its place below <c>/</c>.</param>
/// <param name="open">Opens its content.</param>
internal sealed class PageFile(string path, Func<Stream> open)
{
    private readonly Lazy<byte[]> _content = new(() => Read(open));
    private readonly Lazy<byte[]> _compressed = new(() => Compress(open));

    public string Path => path;

    public byte[] Content => _content.Value;

    public byte[] Compressed => _compressed.Value;

    public EntityTagHeaderValue Tag => TagOf(Content);

    public EntityTagHeaderValue CompressedTag => TagOf(Compressed);

    public bool IsImmutable => path.StartsWith("assets/", StringComparison.Ordinal);

    public string ContentType => System.IO.Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };

    private static byte[] Read(Func<Stream> open)
    {
        using var content = open();
        using var all = new MemoryStream();
        content.CopyTo(all);
        return all.ToArray();
    }

    private static byte[] Compress(Func<Stream> open)
    {
        using var content = open();
        using var all = new MemoryStream();
        using (var gzip = new GZipStream(all, CompressionLevel.SmallestSize))
            content.CopyTo(gzip);
        return all.ToArray();
    }

    private static EntityTagHeaderValue TagOf(byte[] content) => new($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}\"");
}

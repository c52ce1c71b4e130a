using System.IO.Compression;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AkkaApiBench.Node.Gateway;

/// <summary>How large requests may be and how long they may take, and how their answers are packed.</summary>
internal static class RequestLimits
{
    /// <summary>The largest body of a request; routes may take less.</summary>
    public const long MostBytes = 2 * 1024 * 1024;

    /// <summary>How long an answer may take, if it is no live stream.</summary>
    public static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LongestHead = TimeSpan.FromSeconds(15);

    /// <summary>Live streams are not among them: what is packed waits for more.</summary>
    private static readonly string[] Packed =
    [
        "application/json", "application/problem+json", "application/junit+xml", "text/csv", "text/html", "text/javascript", "text/css", "text/plain", "image/svg+xml",
    ];

    public static IServiceCollection AddRequestLimits(this IServiceCollection services) => services
        .AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = LongestAnswer,
            TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
            WriteTimeoutResponse = context => Problems.Unavailable($"The answer took longer than {LongestAnswer.TotalSeconds} s; try again in some seconds.").ExecuteAsync(context),
        })
        .AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = Packed;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        })
        // The gateway may share its machine with load that is being measured.
        .Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest)
        .Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);

    public static void UseRequestLimits(this IApplicationBuilder app) => app.UseResponseCompression().UseRequestTimeouts();

    /// <summary>What the server itself refuses.</summary>
    public static void Limit(this KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = MostBytes;
        limits.RequestHeadersTimeout = LongestHead;
    }
}

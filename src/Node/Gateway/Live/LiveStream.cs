using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace AkkaApiBench.Node.Gateway.Live;

/// <summary>A response of server-sent events: what is told to a subscriber, as it comes.</summary>
/// <param name="subscriber">Who is told.</param>
/// <param name="turns">How many may write at the same time.</param>
/// <param name="join">Begins the telling; what it gives ends it.</param>
internal sealed class LiveStream(LiveSubscriber subscriber, SemaphoreSlim turns, Func<IDisposable> join) : IResult
{
    // When a gateway goes, its readers do not all come back at once.
    private const int SoonestReturnMs = 1_000;
    private const int LatestReturnMs = 5_000;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

        using var membership = join();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, subscriber.CutOff);
        try
        {
            await WriteAsync(response.BodyWriter, end.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // Whoever does not read does not read the end, either.
            httpContext.Abort();
        }
    }

    private async Task WriteAsync(PipeWriter writer, CancellationToken cancellation)
    {
        writer.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"retry: {Random.Shared.Next(SoonestReturnMs, LatestReturnMs)}\n\n")));
        foreach (var told in await subscriber.Beginning.WaitAsync(cancellation))
            writer.Write(told.Bytes);
        await writer.FlushAsync(cancellation);
        while (await subscriber.Queue.WaitToReadAsync(cancellation))
            await SendAsync(writer, cancellation);
    }

    /// <summary>Sends what waits in its turn. For a reader that does not read, nobody else waits.</summary>
    private async Task SendAsync(PipeWriter writer, CancellationToken cancellation)
    {
        ValueTask<FlushResult> flushing;
        await turns.WaitAsync(cancellation);
        try
        {
            while (subscriber.Queue.TryRead(out var told))
                writer.Write(told.Bytes);
            flushing = writer.FlushAsync(cancellation);
        }
        finally
        {
            turns.Release();
        }

        await flushing;
    }
}

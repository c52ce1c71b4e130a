using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Node.Tests.Alerts;

/// <summary>What was posted, and how that was answered.</summary>
internal sealed record Posted(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Bytes, int Answer)
{
    public JsonElement Body { get; } = JsonDocument.Parse(Bytes).RootElement.Clone();

    /// <summary>True when the signature is that of Standard Webhooks 1.0 for the secret.</summary>
    public bool IsSignedWith(string secret)
    {
        var content = Encoding.UTF8.GetBytes($"{Headers["webhook-id"]}.{Headers["webhook-timestamp"]}.{Encoding.UTF8.GetString(Bytes)}");
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), content));
        return Headers["webhook-signature"].Split(' ').Contains(expected);
    }
}

/// <summary>A server that keeps what channels post.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ConcurrentQueue<Posted> _posted = new();
    private readonly WebApplication _app;
    private volatile int _answer = StatusCodes.Status200OK;

    private Receiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/{**path}", TakeAsync);
    }

    /// <summary>The status with which it answers.</summary>
    public int Answer
    {
        get => _answer;
        set => _answer = value;
    }

    /// <summary>A header of its answers; null for none.</summary>
    public (string Name, string Value)? Header { get; init; }

    public IReadOnlyCollection<Posted> Posted => _posted;

    public static async Task<Receiver> StartAsync(int answer = StatusCodes.Status200OK, (string, string)? header = null)
    {
        var receiver = new Receiver { Answer = answer, Header = header };
        await receiver._app.StartAsync();
        return receiver;
    }

    public string UrlOf(string path) => new Uri(_app.HttpAddress(), path).AbsoluteUri;

    /// <summary>What was posted and meets a condition, as soon as there are so many.</summary>
    public async Task<IReadOnlyList<Posted>> WaitAsync(int count, Func<Posted, bool>? isMeant = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        try
        {
            while (true)
            {
                var posted = _posted.Where(one => isMeant?.Invoke(one) ?? true).ToList();
                if (posted.Count >= count)
                    return posted;
                await timer.WaitForNextTickAsync(patience.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{count} such were not posted. These were:\n{string.Join('\n', _posted.Select(one => one.Body))}");
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        context.Response.StatusCode = _answer;
        if (Header is var (name, value))
            context.Response.Headers[name] = value;
        _posted.Enqueue(new Posted(
            context.Request.Path, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray(), _answer));
    }
}

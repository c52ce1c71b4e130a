using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Node.Tests.Worker.Streams;

/// <summary>An OpenAI-compatible server on a free port that answers each request when the test says.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private const string Answer =
        """{"id":"c","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}""";

    private readonly WebApplication _application;
    private readonly ConcurrentQueue<(long At, string Key)> _arrivals = new();
    private int _requests;

    private ModelServer(Func<int, Task> beforeAnswer, Func<int, string, int?>? refuse)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.MapPost("/v1/chat/completions", async (HttpRequest request) =>
        {
            var key = request.Headers.Authorization.ToString();
            var number = Interlocked.Increment(ref _requests);
            _arrivals.Enqueue((Stopwatch.GetTimestamp(), key));
            await request.Body.CopyToAsync(Stream.Null, request.HttpContext.RequestAborted);
            await beforeAnswer(number);
            return refuse?.Invoke(number, key) is { } status ? Results.StatusCode(status) : Results.Text(Answer, "application/json");
        });
    }

    public Uri Url => new($"{_application.Urls.Single()}/v1");

    /// <summary>Requests received.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>When each request arrived, as Stopwatch timestamp, and its Authorization header.</summary>
    public IReadOnlyCollection<(long At, string Key)> Arrivals => _arrivals;

    /// <param name="beforeAnswer">What each answer waits for; told the request's number, from 1.</param>
    /// <param name="refuse">The HTTP status that an answer has, told number and Authorization header; null for a right answer.</param>
    public static async Task<ModelServer> StartAsync(Func<int, Task>? beforeAnswer = null, Func<int, string, int?>? refuse = null)
    {
        var server = new ModelServer(beforeAnswer ?? (_ => Task.CompletedTask), refuse);
        await server._application.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();
}

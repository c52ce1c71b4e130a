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
    private int _requests;

    private ModelServer(Func<int, Task> beforeAnswer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.MapPost("/v1/chat/completions", async (HttpRequest request) =>
        {
            var number = Interlocked.Increment(ref _requests);
            await request.Body.CopyToAsync(Stream.Null, request.HttpContext.RequestAborted);
            await beforeAnswer(number);
            return Results.Text(Answer, "application/json");
        });
    }

    public Uri Url => new($"{_application.Urls.Single()}/v1");

    /// <summary>Requests received.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <param name="beforeAnswer">What each answer waits for; told the request's number, from 1.</param>
    public static async Task<ModelServer> StartAsync(Func<int, Task>? beforeAnswer = null)
    {
        var server = new ModelServer(beforeAnswer ?? (_ => Task.CompletedTask));
        await server._application.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();
}

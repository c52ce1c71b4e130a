using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Gateway.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Cli.Tests.Fakes;

/// <summary>A gateway over real HTTP that plays one run as it is told.</summary>
internal sealed class FakeGateway : IAsyncDisposable
{
    public const string RunId = "20261124-170201-k3v9qa";

    private readonly TaskCompletionSource _watched = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication _app;
    private int _watchers;

    private FakeGateway()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/api/v1/runs", SubmitAsync);
        _app.MapGet("/api/v1/runs/{id}/events", EventsAsync);
        _app.MapPost("/api/v1/runs/{id}/cancel", CancelAsync);
        _app.MapPost("/api/v1/runs/{id}/pause", context => MoveAsync(context, RunStatus.Pausing));
        _app.MapPost("/api/v1/runs/{id}/resume", context => MoveAsync(context, RunStatus.Running));
        _app.MapGet("/api/v1/runs/{id}", context => MoveAsync(context, RunStatus.Paused));
        _app.MapGet("/api/v1/runs", context => context.Response.WriteAsJsonAsync(
            new RunListView([SampleRuns.Ended], context.Request.Query["limit"]), ApiJson.Default.RunListView));
        _app.MapDelete("/api/v1/runs/{id}", DeleteAsync);
        _app.MapGet("/api/v1/runs/{id}/result", ResultAsync);
    }

    /// <summary>What is told after "accepted", in this order; the last has to be an end unless the run waits for its cancellation.</summary>
    public IReadOnlyList<RunView> Views { get; set; } = [SampleRuns.Running, SampleRuns.Ended];

    /// <summary>The result; null when there is none.</summary>
    public RunResult? Result { get; set; } = SampleResults.Compared;

    /// <summary>What is refused, and with what; null when all is accepted.</summary>
    public ProblemView? Refusal { get; set; }

    /// <summary>How many submissions are answered with 503 first.</summary>
    public int NotReady { get; set; }

    /// <summary>How many event streams break after their first event.</summary>
    public int DroppedStreams { get; set; }

    /// <summary>How many event streams end after their first event, as when the gateway's node goes.</summary>
    public int CutStreams { get; set; }

    /// <summary>What the readers of event streams said that they had seen, in their order.</summary>
    public ConcurrentQueue<string> LastEventIds { get; } = new();

    /// <summary>True when the run goes on until it is cancelled.</summary>
    public bool WaitsForCancel { get; set; }

    /// <summary>True when a cancelled run goes on all the same.</summary>
    public bool IgnoresCancel { get; set; }

    /// <summary>Done when a client sees the run.</summary>
    public Task Watched => _watched.Task;

    /// <summary>Done when the run was asked to stop.</summary>
    public Task Cancelled => _cancelled.Task;

    public ConcurrentQueue<JsonNode> Plans { get; } = new();

    public ConcurrentQueue<string> IdempotencyKeys { get; } = new();

    /// <summary>What was asked on the routes that answer what a test gives.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>The bodies of what was asked there.</summary>
    public ConcurrentQueue<string> Bodies { get; } = new();

    public int Watchers => _watchers;

    public Uri Address => new(_app.Urls.First());

    public static async Task<FakeGateway> StartAsync(Action<FakeGateway>? script = null)
    {
        var gateway = new FakeGateway();
        script?.Invoke(gateway);
        await gateway._app.StartAsync();
        return gateway;
    }

    public ValueTask DisposeAsync()
    {
        _cancelled.TrySetResult();
        return _app.DisposeAsync();
    }

    /// <summary>Answers on a route, whatever the method; what is asked there is kept.</summary>
    public FakeGateway Serve<T>(string route, T answer, JsonTypeInfo<T> type) => Serve(route, () => answer, type);

    /// <summary>Answers on a route with what there is each time.</summary>
    public FakeGateway Serve<T>(string route, Func<T> answer, JsonTypeInfo<T> type)
    {
        _app.Map($"/api/v1/{route}", async context =>
        {
            Asked.Enqueue($"{context.Request.Method} {context.Request.GetEncodedPathAndQuery()}");
            using var reader = new StreamReader(context.Request.Body);
            if (await reader.ReadToEndAsync() is { Length: > 0 } body)
                Bodies.Enqueue(body);
            await context.Response.WriteAsJsonAsync(answer(), type);
        });
        return this;
    }

    private async Task SubmitAsync(HttpContext context)
    {
        IdempotencyKeys.Enqueue(context.Request.Headers["Idempotency-Key"].ToString());
        if (IdempotencyKeys.Count <= NotReady)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        Plans.Enqueue((await JsonNode.ParseAsync(context.Request.Body))!);
        if (await RefusesAsync(context))
            return;
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        await context.Response.WriteAsJsonAsync(SampleRuns.Accepted, ApiJson.Default.RunView);
    }

    private async Task EventsAsync(HttpContext context)
    {
        if (await RefusesAsync(context))
            return;
        var number = Interlocked.Increment(ref _watchers);
        var seen = context.Request.Headers["Last-Event-ID"].ToString();
        LastEventIds.Enqueue(seen);
        context.Response.ContentType = "text/event-stream";
        foreach (var (id, view) in Views.Index().Skip(seen.Length == 0 || number <= DroppedStreams + CutStreams ? 0 : int.Parse(seen, CultureInfo.InvariantCulture) + 1))
        {
            await context.Response.WriteAsync("event: ping\ndata: {}\n\n");
            if (WaitsForCancel && view.Status.IsEnd())
            {
                _watched.TrySetResult();
                await _cancelled.Task.WaitAsync(context.RequestAborted);
                if (IgnoresCancel)
                    await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
            }

            await context.Response.WriteAsync($"id: {id}\nevent: {(view.Status.IsEnd() ? "end" : "progress")}\ndata: {JsonSerializer.Serialize(view, ApiJson.Default.RunView)}\n\n");
            await context.Response.Body.FlushAsync();
            if (number <= CutStreams)
                return;
            if (number <= DroppedStreams)
            {
                context.Abort();
                return;
            }
        }
    }

    private Task CancelAsync(HttpContext context)
    {
        _cancelled.TrySetResult();
        return MoveAsync(context, RunStatus.Running);
    }

    private async Task DeleteAsync(HttpContext context)
    {
        if (!await RefusesAsync(context))
            context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task<bool> RefusesAsync(HttpContext context)
    {
        if (Refusal is not { } problem)
            return false;
        context.Response.StatusCode = problem.Status;
        await context.Response.WriteAsJsonAsync(problem, ApiJson.Default.ProblemView, "application/problem+json");
        return true;
    }

    private async Task MoveAsync(HttpContext context, RunStatus status)
    {
        if (await RefusesAsync(context))
            return;
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        await context.Response.WriteAsJsonAsync(SampleRuns.Running with { Status = status }, ApiJson.Default.RunView);
    }

    private Task ResultAsync(HttpContext context)
    {
        if (Result is { } result)
            return context.Response.WriteAsync(ResultJson.Write(result));
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}

using System.Net;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>A gateway's REST API as its users have it.</summary>
internal sealed class RunsApi(Uri gateway) : IDisposable
{
    private static readonly TimeSpan RunTime = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(2);
    private readonly HttpClient _http = new()
    {
        BaseAddress = new Uri(gateway, "/api/v1/"), Timeout = RunTime, DefaultRequestHeaders = { Authorization = new("Bearer", TestFolder.Key) },
    };

    public void Dispose() => _http.Dispose();

    /// <summary>Submits a plan in YAML.</summary>
    public async Task<RunView> SubmitAsync(string plan)
    {
        using var content = new StringContent(plan, Encoding.UTF8, "application/yaml");
        using var response = await _http.PostAsync("runs", content);
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted, body);
        return JsonSerializer.Deserialize(body, ApiJson.Default.RunView)!;
    }

    /// <summary>A page of the list, from the newest run or from the one before another.</summary>
    public async Task<RunListView> ListAsync(string? before = null) =>
        JsonSerializer.Deserialize(await _http.GetStringAsync(before is null ? "runs" : $"runs?before={before}"), ApiJson.Default.RunListView)!;

    /// <summary>
    /// Looks at the list, which does not ask the run itself, until it says of the run what is wanted. The gateway or the
    /// coordinator may be away meanwhile.
    /// </summary>
    public Task<RunView> WhenListedAsync(string run, Func<RunView, bool> isWanted) => WhenAnsweredAsync(
        "runs", ApiJson.Default.RunListView, list => list.Runs.FirstOrDefault(view => view.RunId == run) is { } view && isWanted(view) ? view : null);

    /// <summary>Looks at a run, with its tests, until it is as wanted. The gateway or the coordinator may be away meanwhile.</summary>
    public Task<RunView> WhenShownAsync(string run, Func<RunView, bool> isWanted, TimeSpan? answerTime = null, TimeSpan? patience = null) =>
        WhenAnsweredAsync($"runs/{run}", ApiJson.Default.RunView, view => isWanted(view) ? view : null, answerTime, patience);

    /// <summary>Looks at the alerts until there is one as wanted.</summary>
    public Task<AlertView> WhenAlertedAsync(Func<AlertView, bool> isWanted) =>
        WhenAnsweredAsync("alerts", ApiJson.Default.AlertListView, list => list.Alerts.FirstOrDefault(isWanted));

    private async Task<TWanted> WhenAnsweredAsync<T, TWanted>(string path, JsonTypeInfo<T> type, Func<T, TWanted?> wanted, TimeSpan? answerTime = null, TimeSpan? patience = null)
        where TWanted : class
    {
        using var limit = new CancellationTokenSource(patience is { } time && time > RunTime ? time : RunTime);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var last = "no answer";
        try
        {
            while (true)
            {
                (var status, last) = await TryGetAsync(path, answerTime ?? AnswerTime, limit.Token);
                if (status is HttpStatusCode.OK && wanted(JsonSerializer.Deserialize(last, type)!) is { } view)
                    return view;
                await timer.WaitForNextTickAsync(limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"/{path} did not come to say what was waited for; the last answer: {last}");
        }
    }

    /// <summary>Asks once, and does not wait long for somebody who is no more.</summary>
    private async Task<(HttpStatusCode? Status, string Body)> TryGetAsync(string path, TimeSpan answerTime, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(answerTime);
        try
        {
            using var response = await _http.GetAsync(path, patience.Token);
            return (response.StatusCode, await response.Content.ReadAsStringAsync(patience.Token));
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return (null, e.Message);
        }
    }

    public async Task<RunResult> ResultAsync(string run) => ResultJson.Read(await _http.GetStringAsync($"runs/{run}/result"));

    public async Task<AnomalyListView> AnomaliesAsync(string target) =>
        JsonSerializer.Deserialize(await _http.GetStringAsync($"anomalies?target={Uri.EscapeDataString(target)}&since=2026-01-01"), ApiJson.Default.AnomalyListView)!;

    /// <summary>The status of a question that is wrong.</summary>
    public async Task<HttpStatusCode> AnomaliesStatusAsync(string query)
    {
        using var response = await _http.GetAsync($"anomalies?{query}");
        return response.StatusCode;
    }

    public Task CancelAsync(string run) => TellAsync(run, "cancel");

    public Task PauseAsync(string run) => TellAsync(run, "pause");

    public Task ResumeAsync(string run) => TellAsync(run, "resume");

    public async Task<HttpStatusCode> RemoveAsync(string run)
    {
        using var response = await _http.DeleteAsync(new Uri($"runs/{run}", UriKind.Relative));
        return response.StatusCode;
    }

    /// <summary>Watches a run's events up to one that is wanted.</summary>
    public async Task<RunView> WatchAsync(string run, Func<RunView, bool> isWanted)
    {
        using var limit = new CancellationTokenSource(RunTime);
        RunView? last = null;
        try
        {
            await using var stream = await _http.GetStreamAsync($"runs/{run}/events", limit.Token);
            await foreach (var told in SseParser.Create(stream).EnumerateAsync(limit.Token))
            {
                if (told.EventType is not ("progress" or "end"))
                    continue;
                last = JsonSerializer.Deserialize(told.Data, ApiJson.Default.RunView)!;
                if (isWanted(last))
                    return last;
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The run did not come as far as was waited for; it is {Describe(last)}.");
        }

        throw new InvalidOperationException($"The events ended without what was waited for; the run is {Describe(last)}.");
    }

    /// <summary>Watches a run to its end.</summary>
    public Task<RunView> WatchToEndAsync(string run) => WatchAsync(run, view => view.EndedAt is not null);

    /// <summary>Opens the event stream of a run and leaves it open.</summary>
    public Task<Stream> OpenEventsAsync(string run) => _http.GetStreamAsync($"runs/{run}/events");

    private async Task TellAsync(string run, string what)
    {
        using var response = await _http.PostAsync($"runs/{run}/{what}", null);
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync());
    }

    private static string Describe(RunView? view) => view is null ? "unknown" : JsonSerializer.Serialize(view, ApiJson.Default.RunView);
}

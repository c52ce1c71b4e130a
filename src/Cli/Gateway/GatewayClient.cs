using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Providers.Keys;

namespace AkkaApiBench.Cli.Gateway;

/// <summary>A gateway over HTTP. Every request may be sent twice without doing anything twice, so lost answers are asked for again.</summary>
internal sealed class GatewayClient : IGateway, IDisposable
{
    private readonly HttpClient _http;
    private readonly Patience _patience;
    private readonly TimeProvider _time;

    public GatewayClient(Uri address, ApiKey key, Patience patience, TimeProvider time)
    {
        (Address, _patience, _time) = (address, patience, time);
        // A proxy cannot reach what listens on this machine alone.
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = !address.IsLoopback, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(address.AbsoluteUri.TrimEnd('/') + "/api/v1/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (!key.IsNone)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Reveal());
    }

    public Uri Address { get; }

    public void Dispose() => _http.Dispose();

    public Task<RunView> SubmitAsync(JsonNode plan, string idempotencyKey, CancellationToken cancellation)
    {
        var body = plan.ToJsonString();
        return AskAsync(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, "runs") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
                request.Headers.Add("Idempotency-Key", idempotencyKey);
                return request;
            },
            ReadRunAsync,
            cancellation);
    }

    public async IAsyncEnumerable<RunEvent> WatchAsync(string runId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var contact = _time.GetTimestamp();
        string? last = null;
        for (var attempt = 0; ; attempt++)
        {
            await using var events = new RunEvents(_http, new Uri(PathOf(runId, "/events"), UriKind.Relative), last, _patience.Silence, _time, cancellation);
            while (await events.NextAsync() is { } told)
            {
                (attempt, contact) = (0, _time.GetTimestamp());
                yield return told;
                if (told.Run?.Status.IsEnd() is true)
                    yield break;
            }

            last = events.LastEventId;
            if (events.HadContact)
                contact = _time.GetTimestamp();
            if (_time.GetElapsedTime(contact) >= _patience.WithoutContact)
                throw new GatewayUnreachableException(Address, $"the event stream of run {runId} was lost ({events.Problem})");
            await Task.Delay(_patience.WaitAfter(attempt), _time, cancellation);
        }
    }

    public Task<RunView> CancelAsync(string runId, CancellationToken cancellation) =>
        PostAsync(PathOf(runId, "/cancel"), ApiJson.Default.RunView, cancellation);

    public Task<RunResult> ResultAsync(string runId, CancellationToken cancellation) => AskAsync(
        () => new HttpRequestMessage(HttpMethod.Get, PathOf(runId, "/result")),
        async (content, token) => ResultJson.Read(await content.ReadAsStringAsync(token)),
        cancellation);

    /// <summary>Asks for what is there.</summary>
    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class => AskAsync(HttpMethod.Get, path, type, cancellation);

    /// <summary>Asks for something to be done that may be asked for twice.</summary>
    public Task<T> PostAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class => AskAsync(HttpMethod.Post, path, type, cancellation);

    /// <summary>Sends a document that may be sent twice.</summary>
    public Task<T> SendAsync<T>(HttpMethod method, string path, string document, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class => AskAsync(
            () => new HttpRequestMessage(method, path) { Content = new StringContent(document, Encoding.UTF8, "application/yaml") },
            async (content, token) => await content.ReadFromJsonAsync(type, token) ?? throw new FormatException("an empty answer"),
            cancellation);

    /// <summary>Asks for something to be ended, and shows it as it is then.</summary>
    public Task<T> DeleteAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class => AskAsync(HttpMethod.Delete, path, type, cancellation);

    /// <summary>Asks for something to be forgotten.</summary>
    public Task DeleteAsync(string path, CancellationToken cancellation) =>
        AskAsync(() => new HttpRequestMessage(HttpMethod.Delete, path), (_, _) => Task.FromResult(true), cancellation);

    private Task<T> AskAsync<T>(HttpMethod method, string path, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class => AskAsync(
            () => new HttpRequestMessage(method, path),
            async (content, token) => await content.ReadFromJsonAsync(type, token) ?? throw new FormatException("an empty answer"),
            cancellation);

    /// <summary>Where a run is, or something of it.</summary>
    public static string PathOf(string runId, string what) => $"runs/{Uri.EscapeDataString(runId)}{what}";

    private static async Task<RunView> ReadRunAsync(HttpContent content, CancellationToken cancellation) =>
        await content.ReadFromJsonAsync(ApiJson.Default.RunView, cancellation) ?? throw new FormatException("an empty answer");

    private async Task<T> AskAsync<T>(Func<HttpRequestMessage> make, Func<HttpContent, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            var isLast = attempt == _patience.Tries - 1;
            using var timeout = new CancellationTokenSource(_patience.Answer, _time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
            try
            {
                using var request = make();
                using var response = await _http.SendAsync(request, linked.Token);
                if (response.IsSuccessStatusCode)
                    return await read(response.Content, linked.Token);
                if (isLast || !HttpFailures.IsPassing(response.StatusCode))
                    throw new GatewayProblemException(await GatewayProblems.ReadAsync(response, linked.Token));
            }
            catch (Exception error) when (error is JsonException or FormatException)
            {
                throw new GatewayUnreachableException(Address, $"what answers there is no gateway of this version: {error.Message}", error);
            }
            catch (Exception error) when (error is HttpRequestException or IOException)
            {
                if (isLast)
                    throw new GatewayUnreachableException(Address, HttpFailures.Reason(error), error);
            }
            catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
            {
                if (isLast)
                    throw new GatewayUnreachableException(Address, $"no answer in {_patience.Answer.TotalSeconds:0.#} s", error);
            }

            await Task.Delay(_patience.WaitAfter(attempt), _time, cancellation);
        }
    }
}

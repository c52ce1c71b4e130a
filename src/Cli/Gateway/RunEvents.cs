using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Gateway;

/// <summary>One connection to the event stream of a run.</summary>
/// <param name="http">Who asks the gateway.</param>
/// <param name="path">Where the stream is.</param>
/// <param name="after">The last event that was told by an earlier connection; null on the first.</param>
/// <param name="silence">How long it may be silent before it is taken for dead.</param>
/// <param name="time">The clock.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class RunEvents(HttpClient http, Uri path, string? after, TimeSpan silence, TimeProvider time, CancellationToken cancellation) : IAsyncDisposable
{
    private readonly CancellationTokenSource _silence = new(silence, time);
    private CancellationTokenSource? _linked;
    private HttpResponseMessage? _response;
    private SseParser<RunEvent?>? _parser;
    private IAsyncEnumerator<SseItem<RunEvent?>>? _items;

    /// <summary>True when the gateway sent anything at all, be it a ping.</summary>
    public bool HadContact { get; private set; }

    /// <summary>Why there is no next event.</summary>
    public string Problem { get; private set; } = "it ended";

    /// <summary>What the next connection gives to be told what came after; null when there is nothing to give.</summary>
    public string? LastEventId => _parser?.LastEventId is { Length: > 0 } last ? last : after;

    /// <summary>The next event; null when the connection is no more.</summary>
    /// <exception cref="GatewayProblemException">The gateway refuses for good.</exception>
    public async Task<RunEvent?> NextAsync()
    {
        try
        {
            _items ??= await ConnectAsync();
            while (await _items.MoveNextAsync())
            {
                HadContact = true;
                _silence.CancelAfter(silence);
                if (_items.Current.Data is { } told)
                    return told;
            }
        }
        catch (Exception error) when (error is HttpRequestException or IOException or JsonException)
        {
            Problem = HttpFailures.Reason(error);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            Problem = "it was silent for too long";
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_items is not null)
            await _items.DisposeAsync();
        _response?.Dispose();
        _linked?.Dispose();
        _silence.Dispose();
    }

    private async Task<IAsyncEnumerator<SseItem<RunEvent?>>> ConnectAsync()
    {
        _linked = CancellationTokenSource.CreateLinkedTokenSource(_silence.Token, cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (after is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", after);
        _response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _linked.Token);
        if (!_response.IsSuccessStatusCode && !HttpFailures.IsPassing(_response.StatusCode))
            throw new GatewayProblemException(await GatewayProblems.ReadAsync(_response, _linked.Token));
        _response.EnsureSuccessStatusCode();
        var stream = await _response.Content.ReadAsStreamAsync(_linked.Token);
        _parser = SseParser.Create(stream, Read);
        return _parser.EnumerateAsync(_linked.Token).GetAsyncEnumerator(_linked.Token);
    }

    /// <summary>Other events than these, pings among them, only show that the gateway is there.</summary>
    private static RunEvent? Read(string type, ReadOnlySpan<byte> data) => type switch
    {
        "progress" or "end" => new RunEvent(type, Encoding.UTF8.GetString(data)) { Run = JsonSerializer.Deserialize(data, ApiJson.Default.RunView) },
        "anomaly" => new RunEvent(type, Encoding.UTF8.GetString(data)) { Anomaly = JsonSerializer.Deserialize(data, ApiJson.Default.AnomalyEventView) },
        _ => null,
    };
}

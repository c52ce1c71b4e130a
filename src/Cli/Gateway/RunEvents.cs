using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Gateway;

/// <summary>One connection to the event stream of a run.</summary>
internal sealed class RunEvents(HttpClient http, Uri path, TimeSpan silence, TimeProvider time, CancellationToken cancellation) : IAsyncDisposable
{
    private readonly CancellationTokenSource _silence = new(silence, time);
    private CancellationTokenSource? _linked;
    private HttpResponseMessage? _response;
    private IAsyncEnumerator<SseItem<RunView?>>? _items;

    /// <summary>True when the gateway sent anything at all, be it a ping.</summary>
    public bool HadContact { get; private set; }

    /// <summary>Why there is no next event.</summary>
    public string Problem { get; private set; } = "it ended";

    /// <summary>The next state of the run; null when the connection is no more.</summary>
    /// <exception cref="GatewayProblemException">The gateway refuses for good.</exception>
    public async Task<RunView?> NextAsync()
    {
        try
        {
            _items ??= await ConnectAsync();
            while (await _items.MoveNextAsync())
            {
                HadContact = true;
                _silence.CancelAfter(silence);
                if (_items.Current.Data is { } view)
                    return view;
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

    private async Task<IAsyncEnumerator<SseItem<RunView?>>> ConnectAsync()
    {
        _linked = CancellationTokenSource.CreateLinkedTokenSource(_silence.Token, cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        _response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _linked.Token);
        if (!_response.IsSuccessStatusCode && !HttpFailures.IsPassing(_response.StatusCode))
            throw new GatewayProblemException(await GatewayProblems.ReadAsync(_response, _linked.Token));
        _response.EnsureSuccessStatusCode();
        var stream = await _response.Content.ReadAsStreamAsync(_linked.Token);
        return SseParser.Create(stream, Read).EnumerateAsync(_linked.Token).GetAsyncEnumerator(_linked.Token);
    }

    /// <summary>Other events than these, pings among them, only show that the gateway is there.</summary>
    private static RunView? Read(string type, ReadOnlySpan<byte> data) =>
        type is "progress" or "end" ? JsonSerializer.Deserialize(data, ApiJson.Default.RunView) : null;
}

using System.Text;

namespace AkkaApiBench.Benchmarks.Gateway;

/// <summary>What subscribers heard.</summary>
/// <param name="Subscribers">How many there are.</param>
/// <param name="Events">How many events they were told together.</param>
/// <param name="HeardEnd">How often the end of the run was heard.</param>
internal sealed record SubscriberFigures(int Subscribers, long Events, int HeardEnd);

/// <summary>Subscribers of live streams, all on one gateway: half listen to everything, half to the run alone.</summary>
internal sealed class LiveReaders : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly CancellationTokenSource _stop = new();
    private readonly int _count;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Task> _reading = [];
    private long _events;
    private int _heardEnd;

    public LiveReaders(Uri address, int count)
    {
        _count = count;
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = int.MaxValue }) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Done when every one of them has heard the end of the run.</summary>
    public Task Ended => _ended.Task;

    public SubscriberFigures Figures => new(_count, Interlocked.Read(ref _events), _heardEnd);

    /// <summary>Opens the streams.</summary>
    public async Task FollowAsync(string run)
    {
        foreach (var batch in Enumerable.Range(0, _count).Chunk(50))
        {
            var responses = await Task.WhenAll(batch.Select(number => _http.GetAsync(
                number % 2 == 0 ? "/api/v1/events" : $"/api/v1/runs/{run}/events", HttpCompletionOption.ResponseHeadersRead, _stop.Token)));
            _reading.AddRange(responses.Select(response => ReadAsync(response.EnsureSuccessStatusCode())));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_reading);
        _stop.Dispose();
        _http.Dispose();
    }

    private async Task ReadAsync(HttpResponseMessage response)
    {
        using var opened = response;
        try
        {
            using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(_stop.Token), Encoding.UTF8);
            while (await lines.ReadLineAsync(_stop.Token) is { } line)
            {
                if (!line.StartsWith("event: ", StringComparison.Ordinal))
                    continue;
                Interlocked.Increment(ref _events);
                if (line == "event: end" && Interlocked.Increment(ref _heardEnd) == _count)
                    _ended.TrySetResult();
            }
        }
        catch (OperationCanceledException)
        {
            // The benchmark is over.
        }
    }
}

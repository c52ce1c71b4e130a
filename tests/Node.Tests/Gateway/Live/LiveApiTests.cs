using System.Diagnostics.Metrics;
using System.Net;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Akka.Actor;
using Akka.Hosting;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Gateway.Live;
using AkkaApiBench.Node.Telemetry;
using AkkaApiBench.Node.Tests.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaApiBench.Node.Tests.Gateway.Live;

/// <summary>Live streams over real HTTP.</summary>
public sealed class LiveApiTests(BenchFixture bench) : IClassFixture<BenchFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("/api/v1/events?events=progres", "events: 'progres' is not allowed; allowed: one or more, with commas between, of run, progress")]
    [InlineData("/api/v1/events?run=1", "run: not known; allowed: events")]
    public async Task What_there_is_not_to_listen_to_is_refused_by_name(string path, string begin)
    {
        using var response = await bench.Http.GetAsync(path);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!["detail"]!.GetValue<string>().ShouldStartWith(begin);
    }

    [Fact]
    public async Task Everything_that_happens_to_a_run_is_told()
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var all = await OpenAsync("/api/v1/events", lastEventId: null, patience.Token);
        var run = await bench.SubmitAsync(Plan());
        await bench.WatchAsync(run.RunId);
        using var removal = await bench.Http.DeleteAsync($"/api/v1/runs/{run.RunId}", patience.Token);

        var statuses = new List<string>();
        var names = new List<string>();
        while (names is not [.., "removed"])
        {
            var told = await all.NextAsync();
            if (JsonNode.Parse(told.Data)?["run_id"]?.GetValue<string>() != run.RunId)
                continue;
            names.Add(told.EventType);
            if (told.EventType == "run")
                statuses.Add(JsonNode.Parse(told.Data)!["status"]!.GetValue<string>());
        }

        statuses[0].ShouldBe("accepted");
        statuses[^1].ShouldBe("completed");
        names.ShouldContain("end");
    }

    [Fact]
    public async Task Who_comes_back_with_the_last_event_misses_nothing_and_hears_nothing_twice()
    {
        using var patience = new CancellationTokenSource(Patience);
        var hub = await HubAsync();
        string last;
        await using (var first = await OpenAsync("/api/v1/events?events=removed", lastEventId: null, patience.Token))
        {
            hub.Tell(new RunRemoved(new RunId("missed-0")));
            last = await UpToAsync(first, "missed-0");
        }

        for (var i = 1; i <= 3; i++)
            hub.Tell(new RunRemoved(new RunId($"missed-{i}")));
        await using var second = await OpenAsync("/api/v1/events?events=removed", last, patience.Token);

        var told = new List<string>();
        while (told.Count < 3)
        {
            if (await second.NextAsync() is { EventType: "removed" } removed && removed.Data.Contains("missed-", StringComparison.Ordinal))
                told.Add(JsonNode.Parse(removed.Data)!["run_id"]!.GetValue<string>());
        }

        told.ShouldBe(["missed-1", "missed-2", "missed-3"]);
    }

    [Fact]
    public async Task Who_comes_back_to_a_run_with_an_event_of_another_gateway_is_told_how_far_it_is()
    {
        using var patience = new CancellationTokenSource(Patience);
        var run = await bench.SubmitAsync(Plan());
        await bench.WatchAsync(run.RunId);

        await using var again = await OpenAsync($"/api/v1/runs/{run.RunId}/events", "elsewhere-5", patience.Token);

        SseItem<string> told;
        do
            told = await again.NextAsync();
        while (told.EventType == "ping");
        told.EventType.ShouldBe("end");
        JsonSerializer.Deserialize(told.Data, ApiJson.Default.RunView)!.Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public async Task A_reader_that_does_not_read_is_cut_off_and_counted_and_others_are_told_everything()
    {
        const int most = 2_000;
        using var patience = new CancellationTokenSource(Patience);
        using var dropped = new DroppedSubscribers(bench.Services.GetRequiredService<NodeMeter>());
        var hub = await HubAsync();
        using var slow = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await slow.ConnectAsync(IPEndPoint.Parse(bench.Http.BaseAddress!.Authority), patience.Token);
        await slow.SendAsync("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), patience.Token);
        // It listens from here on: its head is the last thing that it reads.
        await slow.ReceiveAsync(new byte[16], patience.Token);
        await using var fast = await OpenAsync("/api/v1/events?events=removed", lastEventId: null, patience.Token);

        for (var wave = 0; wave < most && dropped.Count == 0; wave++)
        {
            // As many at a time as a reader that reads may be behind.
            for (var i = 0; i < LiveSubscriber.QueueLength / 4; i++)
                hub.Tell(new RunRemoved(new RunId($"flood-{wave}-{i}-{new string('x', 2_000)}")));
            await UpToAsync(fast, $"flood-{wave}-{(LiveSubscriber.QueueLength / 4) - 1}-");
        }

        // The stream of a test before may end just now, and not be read any more either.
        dropped.Count.ShouldBeGreaterThan(0);
        hub.Tell(new RunRemoved(new RunId("after")));
        await UpToAsync(fast, "\"after\"");
    }

    private async Task<IActorRef> HubAsync() => await bench.Services.GetRequiredService<IRequiredActor<LiveHub>>().GetAsync();

    private async Task<OpenStream> OpenAsync(string path, string? lastEventId, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await bench.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new OpenStream(response, SseParser.Create(await response.Content.ReadAsStreamAsync(cancellation)), cancellation);
    }

    /// <summary>The last id up to an event whose data has a text.</summary>
    private static async Task<string> UpToAsync(OpenStream stream, string text)
    {
        while (!(await stream.NextAsync()).Data.Contains(text, StringComparison.Ordinal))
        {
        }

        return stream.LastEventId;
    }

    private JsonObject Plan() => new()
    {
        ["targets"] = new JsonArray(bench.Target(SimulatedProfiles.Steady)),
        ["tests"] = new JsonArray(new JsonObject { ["type"] = "latency", ["iterations"] = 2 }),
    };

    private sealed class OpenStream(HttpResponseMessage response, SseParser<string> parser, CancellationToken cancellation) : IAsyncDisposable
    {
        private readonly IAsyncEnumerator<SseItem<string>> _events = parser.EnumerateAsync(cancellation).GetAsyncEnumerator(cancellation);

        public string LastEventId => parser.LastEventId;

        public async Task<SseItem<string>> NextAsync()
        {
            (await _events.MoveNextAsync()).ShouldBeTrue("the stream ended");
            return _events.Current;
        }

        public async ValueTask DisposeAsync()
        {
            await _events.DisposeAsync();
            response.Dispose();
        }
    }

    /// <summary>Counts what one node's meter does: other nodes of this process have readers of their own.</summary>
    private sealed class DroppedSubscribers : IDisposable
    {
        private readonly MeterListener _listener = new();
        private int _count;

        public DroppedSubscribers(NodeMeter meter)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument, meter.SubscribersDropped))
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref _count, (int)count));
            _listener.Start();
        }

        public int Count => Volatile.Read(ref _count);

        public void Dispose() => _listener.Dispose();
    }
}

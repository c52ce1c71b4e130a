using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Node.Tests.Worker.Streams;

/// <summary>Open loops through the real load stream, over real HTTP.</summary>
public sealed class OpenLoopTests
{
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A server that stops for two seconds holds up the 200 requests that fall due meanwhile. Only the two that are in flight
    /// see that in their latency; the others wait their turn, which only the response time tells.
    /// </summary>
    [Fact]
    public async Task A_server_that_stops_shows_in_the_response_time_of_all_that_were_due_meanwhile()
    {
        var stalled = new Lazy<Task>(() => Task.Delay(Stall));
        await using var server = await ModelServer.StartAsync(number => number < 100 ? Task.CompletedTask : stalled.Value);
        await using var bench = new LoadBench(server.Url);

        await bench.RunAsync(new ConstantRateLoad(100, TimeSpan.FromSeconds(5), MaxInFlight: 2));

        var totals = await bench.TotalsAsync();
        totals.Counts.Planned.ShouldBe(500);
        var (latency, response) = (totals.Measured[Measure.Latency], totals.Measured[Measure.ResponseTime]);
        latency.Max.ShouldBeGreaterThan(1_900_000);
        latency.Percentile(99).ShouldBeLessThan(1_000_000);
        response.Percentile(99).ShouldBeGreaterThan(1_500_000);
        response.Percentile(75).ShouldBeGreaterThan(500_000);
    }

    public static TheoryData<string> Models => ["poisson", "ramp", "trace"];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Every_planned_request_is_sent_and_its_lateness_known(string model)
    {
        await using var server = await ModelServer.StartAsync();
        await using var bench = new LoadBench(server.Url);
        var load = LoadOf(model);

        await bench.RunAsync(load);

        var totals = await bench.TotalsAsync();
        totals.Counts.ShouldBe(new RequestCounts(load.Planned!.Value, 0, 0, 0));
        server.Requests.ShouldBe((int)load.Planned);
        totals.Measured[Measure.PacingError].Count.ShouldBe(load.Planned.Value);
        totals.Measured[Measure.SendDelay].Count.ShouldBe(load.Planned.Value);
        totals.Measured.Http.ShouldBe(HttpVersions.Http11);
        totals.Duration.ShouldBeGreaterThan(load.Limit!.Value / 2);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task A_worker_that_dies_is_followed_by_one_that_sends_the_rest(string model)
    {
        using var death = new CancellationTokenSource();
        var load = LoadOf(model);
        await using var server = await ModelServer.StartAsync(number =>
        {
            if (number == 20)
                death.Cancel();
            return Task.CompletedTask;
        });
        await using var bench = new LoadBench(server.Url);

        await Should.ThrowAsync<OperationCanceledException>(() => bench.RunAsync(load, epoch: 1, abandon: death.Token));
        var before = server.Requests;
        await bench.RunAsync(load, epoch: 2);

        server.Requests.ShouldBeGreaterThan(before);
        var counts = (await bench.TotalsAsync()).Counts;
        counts.Planned.ShouldBe(load.Planned!.Value);
        counts.Lost.ShouldBeGreaterThan(0);
        (counts.Failed, counts.NotSent).ShouldBe((0, 0));
    }

    /// <summary>Some 100 requests in 2.5 s.</summary>
    private static Load LoadOf(string model) => model switch
    {
        "poisson" => new PoissonLoad(40, TimeSpan.FromSeconds(2.5), MaxInFlight: 5, Seed: 3),
        "ramp" => new RampLoad(20, [new(60, TimeSpan.FromSeconds(2)), new(40, TimeSpan.FromSeconds(0.5))], MaxInFlight: 5),
        _ => new TraceLoad([.. Enumerable.Range(0, 100).Select(number => new TraceRequest(number / 4 * 200, 100, 10))], Speedup: 2, MaxInFlight: 5),
    };
}

using System.Diagnostics;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Node.Tests.Worker.Streams;

/// <summary>What holds a load back, through the real load stream.</summary>
public sealed class HeldLoadTests
{
    private static readonly RetryPolicy Retry = new(4, [ErrorKind.ServerError, ErrorKind.Auth], TimeSpan.FromMilliseconds(5), TimeSpan.FromSeconds(1));

    [Fact]
    public async Task A_dead_endpoint_is_tried_a_bounded_number_of_times()
    {
        await using var server = await ModelServer.StartAsync(refuse: (_, _) => 500);
        await using var bench = new LoadBench(server.Url);

        await bench.RunAsync(new ConcurrencyLoad(4, TimeSpan.FromSeconds(3)), with: slice => slice with { Breaker = BreakerPolicy.Default });

        // Ten to open it with three more under way, then one a second.
        server.Requests.ShouldBeInRange(10, 10 + 3 + 3);
        var totals = await bench.TotalsAsync();
        totals.Counts.Failed.ShouldBe(server.Requests);
        totals.Measured.Traffic.BreakerOpened.ShouldBeGreaterThan(0);
        totals.Measured.Traffic.BreakerOpenTime.ShouldBeGreaterThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task An_open_loop_skips_what_falls_due_while_the_breaker_is_open_and_every_request_is_accounted_for()
    {
        await using var server = await ModelServer.StartAsync(refuse: (_, _) => 500);
        await using var bench = new LoadBench(server.Url);

        await bench.RunAsync(new ConstantRateLoad(100, TimeSpan.FromSeconds(2), MaxInFlight: 20), with: slice => slice with { Breaker = BreakerPolicy.Default });

        var totals = await bench.TotalsAsync();
        totals.Counts.Planned.ShouldBe(200);
        totals.Counts.Failed.ShouldBe(server.Requests);
        totals.Counts.NotSent.ShouldBe(200 - server.Requests);
        totals.Counts.NotSent.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Requests_that_fail_at_first_succeed_by_a_later_try_and_the_sums_hold()
    {
        await using var server = await ModelServer.StartAsync(refuse: (number, _) => number % 2 == 1 ? 503 : null);
        await using var bench = new LoadBench(server.Url);

        await bench.RunAsync(new IterationsLoad(20, 1), with: slice => slice with { Retry = Retry with { On = [ErrorKind.Overloaded] } });

        var totals = await bench.TotalsAsync();
        totals.Counts.ShouldBe(new RequestCounts(20, 0, 0, 0));
        totals.Measured.Traffic.Retries.ShouldBe([KeyValuePair.Create(ErrorKind.Overloaded, 20L)]);
        server.Requests.ShouldBe(40);
    }

    [Fact]
    public async Task A_request_that_fails_with_its_last_try_is_one_failure()
    {
        await using var server = await ModelServer.StartAsync(refuse: (_, _) => 500);
        await using var bench = new LoadBench(server.Url);

        await bench.RunAsync(new IterationsLoad(3, 1), with: slice => slice with { Retry = Retry });

        var totals = await bench.TotalsAsync();
        totals.Counts.ShouldBe(new RequestCounts(0, 3, 0, 0));
        totals.Measured.Traffic.Retries[ErrorKind.ServerError].ShouldBe(9);
        server.Requests.ShouldBe(12);
    }

    [Fact]
    public async Task A_cap_of_requests_spaces_them_and_what_waits_is_timed_from_its_due_time()
    {
        await using var server = await ModelServer.StartAsync();
        await using var bench = new LoadBench(server.Url);

        await bench.RunAsync(new ConstantRateLoad(50, TimeSpan.FromSeconds(2), MaxInFlight: 50), with: Capped(new TargetLimits(RequestsPerMinute: 600)));

        var totals = await bench.TotalsAsync();
        totals.Counts.Planned.ShouldBe(100);
        server.Requests.ShouldBeInRange(2, 30);
        totals.Counts.NotSent.ShouldBe(100 - server.Requests);
        totals.Measured[Measure.ResponseTime].Max.ShouldBeGreaterThan(1_000_000);
        totals.Measured[Measure.Latency].Percentile(50).ShouldBeLessThan(500_000);
        totals.Measured[Measure.PacingError].Percentile(50).ShouldBeLessThan(500_000, "a cap is not the client's lateness");
        totals.Measured.Traffic.Held.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task No_more_than_the_cap_are_unanswered()
    {
        int now = 0, most = 0;
        await using var server = await ModelServer.StartAsync(async _ =>
        {
            var inFlight = Interlocked.Increment(ref now);
            InterlockedMax(ref most, inFlight);
            await Task.Delay(20);
            Interlocked.Decrement(ref now);
        });
        await using var bench = new LoadBench(server.Url);

        await bench.RunAsync(new IterationsLoad(40, 10), with: Capped(new TargetLimits(MaxConcurrent: 3)));

        most.ShouldBe(3);
        (await bench.TotalsAsync()).Counts.ShouldBe(new RequestCounts(40, 0, 0, 0));
    }

    [Fact]
    public async Task A_load_that_waits_for_its_cap_ends_when_its_time_is_over()
    {
        await using var server = await ModelServer.StartAsync();
        await using var bench = new LoadBench(server.Url);
        var begun = Stopwatch.GetTimestamp();

        await bench.RunAsync(new ConcurrencyLoad(2, TimeSpan.FromSeconds(1)), with: Capped(new TargetLimits(RequestsPerMinute: 1)));

        server.Requests.ShouldBe(1);
        Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_revoked_key_rests_and_the_others_carry_the_load()
    {
        using var keys = new KeyFiles("key-one", "key-two", "key-three");
        await using var server = await ModelServer.StartAsync(refuse: (_, key) => key == "Bearer key-two" ? 401 : null);
        await using var bench = new LoadBench(server.Url);

        await bench.RunAsync(new IterationsLoad(41, 1), with: slice => slice with { ObeysRateLimits = true, Retry = Retry, Target = keys.On(slice.Target) });

        var totals = await bench.TotalsAsync();
        totals.Counts.ShouldBe(new RequestCounts(41, 0, 0, 0));
        var uses = totals.Measured.Traffic.Keys;
        uses[keys[1]].ShouldBe(new KeyUse(1, 1));
        Math.Abs(uses[keys[0]].Tries - uses[keys[2]].Tries).ShouldBeLessThanOrEqualTo(1);
        server.Arrivals.Count(arrival => arrival.Key == "Bearer key-two").ShouldBe(1);
    }

    private static Func<Messages.Slices.StartSlice, Messages.Slices.StartSlice> Capped(TargetLimits limits) =>
        slice => slice with { Target = slice.Target with { Limits = limits }, MostTokens = 100 };

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }

    /// <summary>Keys in files of the test's own.</summary>
    private sealed class KeyFiles : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly KeyReference[] _references;

        public KeyFiles(params string[] keys)
        {
            _references = [.. keys.Select((_, index) => new KeyReference($"file:{Path.Combine(_folder.Path, $"key-{index}")}"))];
            for (var index = 0; index < keys.Length; index++)
                File.WriteAllText(_references[index].File!, keys[index]);
        }

        public string this[int index] => _references[index].Value;

        public Target On(Target target) => target with { ApiKey = _references[0], ApiKeys = _references };

        public void Dispose() => _folder.Dispose();
    }
}

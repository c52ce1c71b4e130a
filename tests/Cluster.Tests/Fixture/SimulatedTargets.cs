using AkkaApiBench.Simulator;
using AkkaApiBench.Simulator.Profiles;
using AkkaApiBench.Simulator.Truth;

namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>Simulated providers in the test's own process, so that they outlive every process under test and their counts can be asked.</summary>
internal sealed class SimulatedTargets(SimulatorHost host) : IAsyncDisposable
{
    public const string Model = "m";

    /// <summary>The least time that an answer takes.</summary>
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMilliseconds(100);

    /// <summary>Serves providers that answer every request, in a tenth of a second.</summary>
    public static async Task<SimulatedTargets> StartAsync(params string[] names) => new(await SimulatorHost.StartAsync(new SimulatorOptions
    {
        Profiles = [.. names.Select(Steady)],
        TruthCapacity = 100_000,
    }));

    /// <summary>A provider that is always the same.</summary>
    public static Profile Steady(string name) => new()
    {
        Name = name,
        Protocol = WireProtocol.OpenAi,
        Models = [Model],
        RequiresKey = false,
        Latency = new Latency { FirstToken = new Constant(80), TokenGap = new Constant(5) },
        Output = new Output { Tokens = new Constant(5) },
    };

    /// <summary>A target of a plan in one line of YAML.</summary>
    public string Target(string name) =>
        $"{{ provider: openai-compatible, model: {Model}, base_url: \"{host.BaseUrlOf(name)}\", api_key: none }}";

    /// <summary>The most requests that may be lost with a worker that has so many in flight: those, and a second of its load.</summary>
    public static long MostLost(int inFlight) => inFlight + (long)(inFlight / AnswerTime.TotalSeconds);

    /// <summary>How many requests came to a provider, once none is in flight any more.</summary>
    public async Task<long> ReceivedAsync(string name)
    {
        await host.Truth.WhenIdleAsync().WaitAsync(ProcessUnderTest.Patience);
        return Stats(name).Received;
    }

    /// <summary>How many requests of a provider are in flight now.</summary>
    public long InFlight(string name) => Stats(name).InFlight;

    /// <summary>Waits until so many requests came to a provider.</summary>
    public async Task WhenReceivedAsync(string name, long count)
    {
        using var limit = new CancellationTokenSource(ProcessUnderTest.Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (Stats(name).Received < count)
            await timer.WaitForNextTickAsync(limit.Token);
    }

    /// <summary>Waits until no request came to a provider for so long.</summary>
    public async Task WhenHeldAsync(string name, TimeSpan pause)
    {
        using var limit = new CancellationTokenSource(ProcessUnderTest.Patience);
        using var timer = new PeriodicTimer(pause);
        for (var (before, now) = (-1L, Stats(name).Received); now > before; (before, now) = (now, Stats(name).Received))
            await timer.WaitForNextTickAsync(limit.Token);
    }

    /// <summary>What became of all requests that ended.</summary>
    public IReadOnlyList<RequestTruth> Truth => host.Truth.Snapshot();

    private ProfileStats Stats(string name) => host.Stats().Single(stats => stats.Profile == name);

    public ValueTask DisposeAsync() => host.DisposeAsync();
}

using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Cluster;
using Akka.Hosting;
using AkkaApiBench.Hosting.Membership;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Hosting.Tests;

/// <summary>A cluster node in a host of its own, on a port that the system chooses.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IHost _host;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<Address> _up = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TestNode(IHost host, CollectedLog log)
    {
        (_host, Log) = (host, log);
        Ended = host.RunNodeAsync(_up.SetResult, _stop.Token);
    }

    public CollectedLog Log { get; }

    /// <summary>The exit code, once the node has ended.</summary>
    public Task<int> Ended { get; }

    public ActorSystem System => _host.Services.GetRequiredService<ActorSystem>();

    public Address Address => Cluster.Get(System).SelfAddress;

    public Task<Address> UpAsync() => _up.Task.WaitAsync(Patience);

    public Task<int> ExitCodeAsync() => Ended.WaitAsync(Patience);

    public static TestNode Start(ClusterNodeOptions options, Action<AkkaConfigurationBuilder>? configure = null)
    {
        var log = new CollectedLog();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Debug).AddProvider(log);
        builder.Services.AddApiBenchNode(options, (akka, _) => configure?.Invoke(akka));
        return new TestNode(builder.Build(), log);
    }

    /// <summary>A node alone, up.</summary>
    public static async Task<TestNode> StartAloneAsync(Action<AkkaConfigurationBuilder>? configure = null)
    {
        var node = Start(new ClusterNodeOptions { Embedded = true }, configure);
        await node.UpAsync();
        return node;
    }

    /// <summary>Two nodes in one cluster, both up.</summary>
    public static async Task<(TestNode First, TestNode Second)> StartPairAsync(Action<AkkaConfigurationBuilder>? configure = null)
    {
        var first = await StartAloneAsync(configure);
        var second = Start(new ClusterNodeOptions { Embedded = true, SeedNodes = [first.Address.ToString()] }, configure);
        await second.UpAsync();
        return (first, second);
    }

    public async Task<HealthReport> HealthAsync(string tag) =>
        await _host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Tags.Contains(tag));

    public void Stop() => _stop.Cancel();

    public async ValueTask DisposeAsync()
    {
        Stop();
        await Ended.WaitAsync(Patience);
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
        _stop.Dispose();
    }
}

/// <summary>Keeps what is logged.</summary>
internal sealed class CollectedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, LogLevel Level, string Text)> _events = new();

    public IReadOnlyList<(string Category, LogLevel Level, string Text)> Events => [.. _events];

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _events);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<(string, LogLevel, string)> events) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            events.Enqueue((category, logLevel, $"{formatter(state, exception)} {exception}"));
    }
}

internal static class Eventually
{
    /// <summary>Asks again and again until the answer is true.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        using var patience = new CancellationTokenSource(TestNode.Patience);
        while (!await condition())
            await timer.WaitForNextTickAsync(patience.Token);
    }

    public static Task TrueAsync(Func<bool> condition) => TrueAsync(() => Task.FromResult(condition()));
}

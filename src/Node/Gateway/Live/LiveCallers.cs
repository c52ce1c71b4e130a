using System.Collections.Concurrent;
using AkkaApiBench.Node.Gateway.Access;

namespace AkkaApiBench.Node.Gateway.Live;

/// <summary>Ends streams whose key is refused by now: each key is looked at once, however many streams it has.</summary>
internal sealed class LiveCallers(KnownKeys keys, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<LiveSubscriber, Caller> _callers = new();

    /// <summary>Looks after a subscriber from now on.</summary>
    public void Add(LiveSubscriber subscriber) => _callers[subscriber] = subscriber.Caller;

    /// <summary>The subscriber's stream has ended.</summary>
    public void Remove(LiveSubscriber subscriber) => _callers.TryRemove(subscriber, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var streams in _callers.GroupBy(one => one.Value, one => one.Key))
            {
                if (await keys.IsGoodAsync(streams.Key, stoppingToken))
                    continue;
                foreach (var stream in streams)
                    stream.End();
            }
        }
    }
}

using Akka.Actor;
using Akka.Hosting;

namespace AkkaApiBench.Node.Gateway.Live;

/// <summary>Opens streams of what happens.</summary>
internal sealed class LiveEvents(IRequiredActor<LiveHub> hub, LiveCallers callers, IHostApplicationLifetime node) : IDisposable
{
    /// <summary>How many may listen to one gateway.</summary>
    public const int MostSubscribers = 10_000;

    // An event for a thousand readers is a thousand writes, which would take all threads at once from whoever else has to do.
    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));
    private int _open;

    /// <summary>A response that tells until its subscriber ends; null when there are too many already.</summary>
    public async Task<IResult?> OpenAsync(LiveSubscriber subscriber, CancellationToken cancellation)
    {
        var told = await hub.GetAsync(cancellation);
        if (Interlocked.Increment(ref _open) <= MostSubscribers)
            return new LiveStream(subscriber, _turns, () => Join(told, subscriber));
        Interlocked.Decrement(ref _open);
        return null;
    }

    public void Dispose() => _turns.Dispose();

    /// <summary>Has a subscriber told, up to the end of what is returned. A node that stops waits for its responses, and ends them.</summary>
    private Membership Join(IActorRef told, LiveSubscriber subscriber)
    {
        callers.Add(subscriber);
        told.Tell(new LiveHub.Join(subscriber));
        return new Membership(this, told, subscriber, node.ApplicationStopping.Register(subscriber.End));
    }

    private void Forget(LiveSubscriber subscriber)
    {
        callers.Remove(subscriber);
        Interlocked.Decrement(ref _open);
    }

    private sealed class Membership(LiveEvents events, IActorRef hub, LiveSubscriber subscriber, CancellationTokenRegistration stopping) : IDisposable
    {
        public void Dispose()
        {
            stopping.Dispose();
            events.Forget(subscriber);
            hub.Tell(new LiveHub.Leave(subscriber));
        }
    }
}

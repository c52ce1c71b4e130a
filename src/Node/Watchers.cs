using Akka.Actor;

namespace AkkaApiBench.Node;

/// <summary>Who wants to hear of what an actor does; one that dies is to be forgotten by whoever gets <see cref="Terminated"/>.</summary>
internal sealed class Watchers(IActorContext context)
{
    private readonly HashSet<IActorRef> _watchers = [];

    public bool Any => _watchers.Count > 0;

    public void Add(IActorRef watcher)
    {
        if (_watchers.Add(watcher))
            context.Watch(watcher);
    }

    public void Forget(IActorRef watcher) => _watchers.Remove(watcher);

    public void Tell(object news)
    {
        foreach (var watcher in _watchers)
            watcher.Tell(news);
    }

    public void Clear()
    {
        foreach (var watcher in _watchers)
            context.Unwatch(watcher);
        _watchers.Clear();
    }
}

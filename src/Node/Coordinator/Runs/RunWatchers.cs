using Akka.Actor;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Node.Coordinator.Runs;

/// <summary>Who wants to hear how far a run is; one that dies is to be forgotten by whoever gets <see cref="Terminated"/>.</summary>
internal sealed class RunWatchers(IActorContext context)
{
    private readonly HashSet<IActorRef> _watchers = [];

    public bool Any => _watchers.Count > 0;

    public void Add(IActorRef watcher)
    {
        if (_watchers.Add(watcher))
            context.Watch(watcher);
    }

    public void Forget(IActorRef watcher) => _watchers.Remove(watcher);

    public void Tell(RunProgress progress)
    {
        foreach (var watcher in _watchers)
            watcher.Tell(progress);
    }

    public void Clear()
    {
        foreach (var watcher in _watchers)
            context.Unwatch(watcher);
        _watchers.Clear();
    }
}

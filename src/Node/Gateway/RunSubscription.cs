using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Akka.Actor;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Node.Gateway;

/// <summary>
/// One reader's view of a run's progress. Only the newest progress is kept for a reader that is slow: what is left out is
/// contained in what follows.
/// </summary>
internal sealed class RunSubscription : IDisposable
{
    private readonly Channel<RunProgress> _news;
    private readonly ActorSystem _system;
    private readonly IActorRef _watcher;

    private RunSubscription(ActorSystem system, IActorRef coordinator, RunId run)
    {
        _system = system;
        _news = Channel.CreateBounded<RunProgress>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        _watcher = system.ActorOf(Props.Create(() => new Watcher(coordinator, run, _news.Writer)));
    }

    public static RunSubscription Open(ActorSystem system, IActorRef coordinator, RunId run) => new(system, coordinator, run);

    /// <summary>The run's progress, up to its end or that of the subscription; null when nothing was heard for <paramref name="silence"/>.</summary>
    public async IAsyncEnumerable<RunProgress?> ReadAsync(TimeSpan silence, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            RunProgress? progress = null;
            using (var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
            {
                waiting.CancelAfter(silence);
                try
                {
                    progress = await _news.Reader.ReadAsync(waiting.Token);
                }
                catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
                {
                    // Silence.
                }
                catch (ChannelClosedException)
                {
                    yield break;
                }
            }

            yield return progress;
        }
    }

    /// <summary>Ends what is read, though the run goes on.</summary>
    public void End() => _news.Writer.TryComplete();

    public void Dispose() => _system.Stop(_watcher);

    /// <summary>Watches for the reader; asks again at times, for the run may have moved to another node.</summary>
    private sealed class Watcher : ReceiveActor, IWithTimers
    {
        private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);

        public Watcher(IActorRef coordinator, RunId run, ChannelWriter<RunProgress> news)
        {
            Receive<RunProgress>(progress =>
            {
                news.TryWrite(progress);
                if (progress.Header.Status.IsEnd())
                    news.TryComplete();
            });
            Receive<RunNotFound>(_ => news.TryComplete());
            Receive<WatchRun>(question => coordinator.Tell(question));
            Self.Tell(new WatchRun(run));
            Timers!.StartPeriodicTimer(AskAgainAfter, new WatchRun(run), AskAgainAfter);
        }

        public ITimerScheduler Timers { get; set; } = null!;
    }
}

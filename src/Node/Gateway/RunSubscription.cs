using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Akka.Actor;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Node.Gateway;

/// <summary>
/// One reader's view of a run: how far it is, and what goes wrong at its targets. Only the newest progress is kept for a reader
/// that is slow: what is left out is contained in what follows.
/// </summary>
internal sealed class RunSubscription : IDisposable
{
    // More is not told to a reader that does not read.
    private const int MostAnomalies = 1000;

    private readonly Channel<RunProgress> _progress = Channel.CreateBounded<RunProgress>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Channel<AnomalyNoted> _anomalies = Channel.CreateBounded<AnomalyNoted>(new BoundedChannelOptions(MostAnomalies) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly ActorSystem _system;
    private readonly IActorRef _watcher;

    private RunSubscription(ActorSystem system, IActorRef coordinator, IActorRef journals, RunPlan run)
    {
        _system = system;
        _watcher = system.ActorOf(Props.Create(() => new Watcher(coordinator, journals, run, _progress.Writer, _anomalies.Writer)));
    }

    public static RunSubscription Open(ActorSystem system, IActorRef coordinator, IActorRef journals, RunPlan run) => new(system, coordinator, journals, run);

    /// <summary>What is new of the run, up to its end or that of the subscription; null when nothing was heard for <paramref name="silence"/>.</summary>
    public async IAsyncEnumerable<RunNews?> ReadAsync(TimeSpan silence, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var isSilent = !await HearAsync(silence, cancellation);
            if (isSilent)
                yield return null;
            while (_anomalies.Reader.TryRead(out var noted))
                yield return new RunNews.Anomaly(noted);
            if (_progress.Reader.TryRead(out var progress))
                yield return new RunNews.Progress(progress);
            else if (_progress.Reader.Completion.IsCompleted)
                yield break;
        }
    }

    /// <summary>Ends what is read, though the run goes on.</summary>
    public void End() => _progress.Writer.TryComplete();

    public void Dispose() => _system.Stop(_watcher);

    /// <summary>Waits until there is something to read or no more will come; false when that takes too long.</summary>
    private async Task<bool> HearAsync(TimeSpan silence, CancellationToken cancellation)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        waiting.CancelAfter(silence);
        var heard = await Task.WhenAny(_progress.Reader.WaitToReadAsync(waiting.Token).AsTask(), _anomalies.Reader.WaitToReadAsync(waiting.Token).AsTask());
        await waiting.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
        return !heard.IsCanceled;
    }

    /// <summary>Watches for the reader; asks again at times, for the run or a journal may have moved to another node.</summary>
    private sealed class Watcher : ReceiveActor, IWithTimers
    {
        private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);

        private readonly Dictionary<(TargetId, string, DateTimeOffset), Anomaly> _told = [];
        private readonly ChannelWriter<AnomalyNoted> _anomalies;

        public Watcher(IActorRef coordinator, IActorRef journals, RunPlan run, ChannelWriter<RunProgress> news, ChannelWriter<AnomalyNoted> anomalies)
        {
            _anomalies = anomalies;
            var targets = run.Plan.Targets.Select(target => target.Id).Distinct().ToList();
            Receive<RunProgress>(progress =>
            {
                news.TryWrite(progress);
                if (progress.Header.Status.IsEnd())
                    news.TryComplete();
            });
            Receive<RunNotFound>(_ => news.TryComplete());
            Receive<AnomalyNoted>(Tell);
            Receive<TargetAnomalies>(known =>
            {
                foreach (var anomaly in known.Anomalies)
                    Tell(new AnomalyNoted(known.Target, anomaly));
            });
            Receive<WatchRun>(question =>
            {
                coordinator.Tell(question);
                foreach (var target in targets)
                    journals.Tell(new WatchAnomalies(target, run.Header.StartedAt ?? run.Header.AcceptedAt));
            });
            Self.Tell(new WatchRun(run.Run));
            Timers!.StartPeriodicTimer(AskAgainAfter, new WatchRun(run.Run), AskAgainAfter);
        }

        public ITimerScheduler Timers { get; set; } = null!;

        private void Tell(AnomalyNoted noted)
        {
            var key = (noted.Target, noted.Anomaly.Metric, noted.Anomaly.Start);
            if (_told.GetValueOrDefault(key) == noted.Anomaly)
                return;
            _told[key] = noted.Anomaly;
            _anomalies.TryWrite(noted);
        }
    }
}

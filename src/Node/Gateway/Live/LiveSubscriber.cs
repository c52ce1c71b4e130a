using System.Threading.Channels;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Gateway.Access;

namespace AkkaApiBench.Node.Gateway.Live;

/// <summary>
/// One reader of a live stream: what it wants, and what it has not read yet. Its queue is bounded; a reader that lets it fill is cut
/// off, and may come back with the last event that it heard. Told by the hub, read by the response.
/// </summary>
/// <param name="wants">True for news that it is to be told.</param>
/// <param name="lastEventId">The last event that it heard; null for one that begins.</param>
internal sealed class LiveSubscriber(Func<LiveNews, bool> wants, string? lastEventId) : IDisposable
{
    /// <summary>How many events may wait for a reader.</summary>
    public const int QueueLength = 256;

    private readonly Channel<LiveEvent> _queue =
        Channel.CreateBounded<LiveEvent>(new BoundedChannelOptions(QueueLength) { SingleReader = true, SingleWriter = false });

    private readonly TaskCompletionSource<IReadOnlyList<LiveEvent>> _beginning = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cutOff = new();
    private volatile bool _hasEnded;

    /// <summary>The run whose end is the stream's end; null for one that listens to all.</summary>
    public RunPlan? Run { get; init; }

    /// <summary>Who listens.</summary>
    public Caller Caller { get; init; } = Caller.Anybody;

    public string? LastEventId => lastEventId;

    /// <summary>Cancelled when the reader was too slow.</summary>
    public CancellationToken CutOff => _cutOff.Token;

    /// <summary>What is told first, whatever its length.</summary>
    public Task<IReadOnlyList<LiveEvent>> Beginning => _beginning.Task;

    public ChannelReader<LiveEvent> Queue => _queue.Reader;

    public bool Wants(LiveNews news) => wants(news);

    public void Begin(IReadOnlyList<LiveEvent> events) => _beginning.TrySetResult(events);

    /// <summary>Tells an event; false when there is no room for it. After the end there is nothing to tell, whatever has not been read yet.</summary>
    public bool TryTell(LiveEvent told) => _queue.Writer.TryWrite(told) || _hasEnded;

    /// <summary>Nothing more will come; what waits is read to its end.</summary>
    public void End()
    {
        _hasEnded = true;
        _beginning.TrySetResult([]);
        _queue.Writer.TryComplete();
    }

    /// <summary>The reader is too slow.</summary>
    public void Cut()
    {
        End();
        _cutOff.Cancel();
    }

    public void Dispose() => _cutOff.Dispose();
}

namespace AkkaApiBench.Simulator.Truth;

/// <summary>The truth about the latest requests that have ended; older ones are forgotten.</summary>
public sealed class TruthLog
{
    private readonly Lock _gate = new();
    private readonly int _capacity;
    private readonly Queue<RequestTruth> _ended = new();
    private TaskCompletionSource? _idle;
    private int _inFlight;

    internal TruthLog(int capacity, bool keepsBodies = false) => (_capacity, KeepsBodies) = (capacity, keepsBodies && capacity > 0);

    /// <summary>True when what requests ask is kept.</summary>
    internal bool KeepsBodies { get; }

    /// <summary>How many requests have not ended.</summary>
    public int InFlight
    {
        get
        {
            lock (_gate)
                return _inFlight;
        }
    }

    /// <summary>The requests that have ended, in the order in which they did.</summary>
    public IReadOnlyList<RequestTruth> Snapshot()
    {
        lock (_gate)
            return [.. _ended];
    }

    /// <summary>Waits until every request has ended. A client may see the end of an answer a little before the simulator has noted it.</summary>
    public Task WhenIdleAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_inFlight == 0)
                return Task.CompletedTask;
            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task.WaitAsync(cancellationToken);
        }
    }

    internal static string NewId() => $"req_{Guid.CreateVersion7():N}";

    internal RequestTruth Begin(long arrived)
    {
        lock (_gate)
            _inFlight++;
        return new RequestTruth(arrived, NewId(), _capacity > 0);
    }

    internal void End(RequestTruth truth)
    {
        TaskCompletionSource? idle = null;
        lock (_gate)
        {
            if (_capacity > 0)
            {
                if (_ended.Count == _capacity)
                    _ended.Dequeue();
                _ended.Enqueue(truth);
            }

            if (--_inFlight == 0)
                (idle, _idle) = (_idle, null);
        }

        idle?.SetResult();
    }

    internal void Clear()
    {
        lock (_gate)
            _ended.Clear();
    }
}

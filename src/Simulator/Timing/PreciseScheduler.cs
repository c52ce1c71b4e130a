using System.Diagnostics;

namespace AkkaApiBench.Simulator.Timing;

/// <summary>
/// Completes waits at their due times, on one thread of its own. What awaits goes on in that thread, so that nothing between
/// due time and socket waits for a thread pool; it must therefore be short and never block.
/// </summary>
internal sealed class PreciseScheduler : IDisposable
{
    private const long Awake = long.MinValue;

    private readonly Lock _gate = new();
    private readonly PriorityQueue<Entry, long> _waits = new();
    private readonly Alarm _alarm = Alarm.Create();
    private readonly Thread _thread;
    private long _asleepUntil = Awake;
    private bool _stopped;

    public PreciseScheduler()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "simulator-schedule", Priority = ThreadPriority.Highest };
        _thread.Start();
    }

    /// <summary>True for code that runs in the scheduler's thread.</summary>
    public bool IsCurrentThread => Environment.CurrentManagedThreadId == _thread.ManagedThreadId;

    /// <summary>Has a wait completed at a time; at once and in vain when the scheduler has stopped.</summary>
    /// <param name="wait">The wait.</param>
    /// <param name="version">Which of its uses is meant.</param>
    /// <param name="due">When, in <see cref="Stopwatch"/> ticks.</param>
    public void Add(PreciseWait wait, long version, long due)
    {
        lock (_gate)
        {
            if (!_stopped)
            {
                _waits.Enqueue(new Entry(wait, version), due);
                if (due < _asleepUntil)
                {
                    _asleepUntil = Awake;
                    _alarm.Ring();
                }

                return;
            }
        }

        wait.Complete(version, reached: false);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            _alarm.Ring();
        }

        _thread.Join();
        _alarm.Dispose();
    }

    private void Run()
    {
        _alarm.Prepare();
        while (true)
        {
            Entry entry = default;
            long due;
            lock (_gate)
            {
                if (_stopped)
                    break;
                if (!_waits.TryPeek(out _, out due))
                    due = long.MaxValue;
                if (due <= Stopwatch.GetTimestamp())
                {
                    entry = _waits.Dequeue();
                    _asleepUntil = Awake;
                }
                else
                {
                    _asleepUntil = due;
                }
            }

            if (entry.Wait is { } wait)
                wait.Complete(entry.Version, reached: true);
            else
                _alarm.Sleep(due);
        }

        // Nobody waits for ever: what is left is told that its time was not reached.
        while (TryTake() is { Wait: { } wait } left)
            wait.Complete(left.Version, reached: false);
    }

    private Entry TryTake()
    {
        lock (_gate)
            return _waits.TryDequeue(out var entry, out _) ? entry : default;
    }

    private readonly record struct Entry(PreciseWait? Wait, long Version);
}

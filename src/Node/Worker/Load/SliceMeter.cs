using System.Collections.Immutable;
using System.Diagnostics;
using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Slices;

namespace AkkaApiBench.Node.Worker.Load;

/// <summary>Where a slice stands: written by its load stream, read by its tester whenever somebody wants to know.</summary>
internal sealed class SliceMeter
{
    private static readonly int Kinds = Enum.GetValues<ErrorKind>().Max(kind => (int)kind) + 1;
    private readonly long[] _errors = new long[Kinds];
    private readonly Lock _usageLock = new();
    private ProbeFindings? _findings;
    private Usage _used;
    private long _succeeded;
    private long _latencyTicks;
    private long _beginning;
    private volatile int _phase = (int)TestPhase.Starting;

    public TestPhase Phase
    {
        get => (TestPhase)_phase;
        set
        {
            if (value is TestPhase.Running)
                Volatile.Write(ref _beginning, Stopwatch.GetTimestamp());
            _phase = (int)value;
        }
    }

    /// <summary>What a probe found out; null for other loads, and before its end.</summary>
    public ProbeFindings? Findings
    {
        get => Volatile.Read(ref _findings);
        set => Volatile.Write(ref _findings, value);
    }

    /// <summary>What requests of this epoch used, warm-up included.</summary>
    public Usage Used
    {
        get
        {
            lock (_usageLock)
                return _used;
        }
    }

    public TimeSpan Elapsed => Volatile.Read(ref _beginning) is var beginning and not 0 ? Stopwatch.GetElapsedTime(beginning) : TimeSpan.Zero;

    public long Succeeded => Volatile.Read(ref _succeeded);

    public TimeSpan TotalLatency => new(Volatile.Read(ref _latencyTicks));

    public ImmutableSortedDictionary<ErrorKind, long> Errors => Enumerable.Range(0, Kinds)
        .Select(kind => KeyValuePair.Create((ErrorKind)kind, Volatile.Read(ref _errors[kind])))
        .Where(error => error.Value > 0)
        .ToImmutableSortedDictionary();

    /// <summary>Counts a measured request.</summary>
    public void Count(ErrorKind? error, TimeSpan latency)
    {
        if (error is { } kind)
        {
            Volatile.Write(ref _errors[(int)kind], _errors[(int)kind] + 1);
            return;
        }

        Volatile.Write(ref _latencyTicks, _latencyTicks + latency.Ticks);
        Volatile.Write(ref _succeeded, _succeeded + 1);
    }

    /// <summary>Counts what a request used, measured or not.</summary>
    public void Use(Usage usage)
    {
        lock (_usageLock)
            _used += usage;
    }
}

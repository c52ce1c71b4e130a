using System.Diagnostics;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Node.Worker.Load;

/// <summary>Watches what the measuring process itself uses, from one look to the next.</summary>
internal sealed class ClientMonitor
{
    private long _at = Stopwatch.GetTimestamp();
    private TimeSpan _cpu = Environment.CpuUsage.TotalTime;
    private TimeSpan _gcPause = GC.GetTotalPauseDuration();
    private long _queueDelay = -1;

    /// <summary>What was used since the last look.</summary>
    public ClientUsage Look()
    {
        var now = Stopwatch.GetTimestamp();
        var cpu = Environment.CpuUsage.TotalTime;
        var gcPause = GC.GetTotalPauseDuration();
        var usage = new ClientUsage(
            Stopwatch.GetElapsedTime(_at, now) * Environment.ProcessorCount, cpu - _cpu, gcPause - _gcPause);
        (_at, _cpu, _gcPause) = (now, cpu, gcPause);
        return usage;
    }

    /// <summary>Puts a work item into the thread pool to see how long it waits there.</summary>
    public void Probe() => ThreadPool.UnsafeQueueUserWorkItem(
        static probe => Interlocked.Exchange(ref probe.Monitor._queueDelay, Stopwatch.GetElapsedTime(probe.At).Ticks),
        (Monitor: this, At: Stopwatch.GetTimestamp()), preferLocal: false);

    /// <summary>How long the last probe waited; null when it waits still, or was asked for before.</summary>
    public TimeSpan? TakeQueueDelay() => Interlocked.Exchange(ref _queueDelay, -1) is var ticks and >= 0 ? new TimeSpan(ticks) : null;
}

using System.Diagnostics;

namespace AkkaApiBench.Node.Telemetry;

/// <summary>Looks once a second how long work waits for a thread.</summary>
internal sealed class ThreadPoolWatch(NodeMeter meter) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static probe => probe.Meter.ThreadPoolDelay.Record(Stopwatch.GetElapsedTime(probe.Queued).TotalSeconds),
                (Meter: meter, Queued: Stopwatch.GetTimestamp()), preferLocal: false);
        }
    }
}

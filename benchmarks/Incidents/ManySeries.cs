using AkkaApiBench.Analytics.Detection;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Benchmarks.Incidents;

/// <summary>What it takes to watch as many series as a journal process holds, each with its own detectors.</summary>
/// <param name="Series">How many.</param>
/// <param name="BytesASeries">Memory of a series' detectors, after they learned.</param>
/// <param name="StateBytes">Length of a series' state in a snapshot.</param>
/// <param name="MicrosecondsAPoint">Processor time of a point, the series taking turns: none finds its detectors in the processor's cache.</param>
internal sealed record ManySeries(int Series, double BytesASeries, int StateBytes, double MicrosecondsAPoint)
{
    private const int Points = 600;
    private const int Timed = 200;

    public static ManySeries Measure(int series)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var monitors = new SeriesMonitor[series];
        for (var i = 0; i < series; i++)
            monitors[i] = new SeriesMonitor(new MonitorOptions { Kind = SeriesKind.Of(Metric.Latency) });

        var begin = new DateTimeOffset(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);
        var random = new Random(1);
        var start = TimeSpan.Zero;
        for (var minute = 0; minute < Points; minute++)
        {
            if (minute == Points - Timed)
                start = Environment.CpuUsage.TotalTime;
            foreach (var monitor in monitors)
                monitor.Observe(new Point(begin.AddMinutes(minute), 1000 + 100 * random.NextDouble()));
        }

        var used = Environment.CpuUsage.TotalTime - start;
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        var state = monitors.Take(100).Max(monitor => monitor.Save().Length);
        GC.KeepAlive(monitors);
        return new ManySeries(series, bytes / (double)series, state, used.TotalMicroseconds / ((double)series * Timed));
    }
}

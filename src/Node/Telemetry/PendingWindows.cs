using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AkkaApiBench.Node.Telemetry;

/// <summary>The windows that this node has sent to journals and that are not acknowledged: how far the journal is behind. Safe for several threads.</summary>
internal sealed class PendingWindows
{
    private readonly ConcurrentDictionary<object, long> _sent = new();
    private readonly Histogram<double> _time;

    public PendingWindows(Meter meter)
    {
        meter.CreateObservableGauge("apibench.journal.pending", () => _sent.Count, "{window}", "Windows that journals have not acknowledged.");
        meter.CreateObservableGauge("apibench.journal.lag", () => _sent.Values.Select(sent => Stopwatch.GetElapsedTime(sent).TotalSeconds).DefaultIfEmpty().Max(), "s",
            "How long the oldest window waits for its acknowledgement.");
        _time = meter.CreateHistogram("apibench.journal.write.duration", "s", "Time from a window's sending to its acknowledgement.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60] });
    }

    /// <summary>Runs the writing of a window.</summary>
    public async Task<T> WatchAsync<T>(Task<T> writing)
    {
        var begun = Stopwatch.GetTimestamp();
        var window = new object();
        _sent[window] = begun;
        try
        {
            var written = await writing.ConfigureAwait(false);
            _time.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds);
            return written;
        }
        finally
        {
            _sent.TryRemove(window, out _);
        }
    }
}

using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Journal;

/// <summary>Windows as a worker makes them: streamed answers of about a second, 50 content events each.</summary>
/// <param name="target">What was measured.</param>
/// <param name="run">In which run.</param>
/// <param name="part">By which slice.</param>
/// <param name="requests">Requests that ended in each window.</param>
/// <param name="duration">What each window covers.</param>
internal sealed class SampleWindows(TargetId target, RunId run, int part, int requests, TimeSpan duration)
{
    private const int Events = 50;

    private readonly Random _random = new(part + 1);
    private readonly SliceId _slice = new(run, 0, 0, part);
    private readonly Dictionary<Measure, DistributionRecorder> _recorders = [];
    private long _sequence;

    /// <summary>The next window; the first opens the epoch and is empty.</summary>
    public Window Next()
    {
        var sequence = _sequence++;
        return new Window
        {
            Slice = _slice,
            Target = target,
            Epoch = 1,
            Sequence = sequence,
            StartedAt = DateTimeOffset.UnixEpoch + (duration * sequence),
            Duration = sequence == 0 ? TimeSpan.Zero : duration,
            Reserved = requests * (sequence + 1),
            Measured = sequence == 0 ? Aggregate.Empty : Measure(),
        };
    }

    private Aggregate Measure()
    {
        for (var request = 0; request < requests; request++)
        {
            var ttft = Drawn(200_000, 0.3);
            var gap = Drawn(15_000, 0.2);
            Record(Messages.Measurement.Measure.PacingError, Drawn(60, 0.6));
            Record(Messages.Measurement.Measure.Headers, ttft * 9 / 10);
            Record(Messages.Measurement.Measure.Ttft, ttft);
            Record(Messages.Measurement.Measure.Ttfat, ttft);
            Record(Messages.Measurement.Measure.Tpot, gap);
            Record(Messages.Measurement.Measure.Latency, ttft + (gap * Events));
            Record(Messages.Measurement.Measure.ResponseTime, ttft + (gap * Events) + 60);
            for (var i = 1; i < Events; i++)
                Record(Messages.Measurement.Measure.InterChunkLatency, Drawn(gap, 0.5));
        }

        return new Aggregate
        {
            Succeeded = requests,
            Good = requests,
            Tokens = new Tokens(requests * 30, 0, requests * Events, 0),
            TokenSource = TokenSource.Usage,
            Distributions = Aggregate.Empty.Distributions.AddRange(_recorders.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Take()))),
            Client = new ClientUsage(duration * 2, duration / 2, TimeSpan.FromMilliseconds(3)),
        };
    }

    private void Record(Measure measure, long value)
    {
        if (!_recorders.TryGetValue(measure, out var recorder))
            _recorders[measure] = recorder = new DistributionRecorder();
        recorder.Record(value);
    }

    /// <summary>A log-normal time in µs.</summary>
    private long Drawn(double median, double sigma)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        return (long)(median * Math.Exp(sigma * normal));
    }
}

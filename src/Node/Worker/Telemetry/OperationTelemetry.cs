using AkkaApiBench.Analytics.Results;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Node.Worker.Load;
using AkkaApiBench.Providers.Http;

namespace AkkaApiBench.Node.Worker.Telemetry;

/// <summary>
/// Tells of one slice's requests. Records are only gathered where the load is made; what is told of them is told on another
/// thread, some hundreds at a time. Not safe for several threads.
/// </summary>
internal sealed class OperationTelemetry(OperationMeter meter, StartSlice slice, Operation operation, bool isTold)
{
    /// <summary>How many gaps between chunks a window tells at the most; above that they are thinned out evenly.</summary>
    internal const int MostGaps = 20_000;

    private const int Batch = 256;
    private readonly OperationTags _tags = new(operation, isTold);
    private readonly OperationSpans _spans = new(slice, operation);
    private List<Try> _gathered = new(Batch);

    /// <summary>Adds a request with all its tries.</summary>
    public void Add(Answered answered)
    {
        foreach (var earlier in answered.Earlier)
            Add(earlier);
        Add(answered.Last);
    }

    /// <summary>Tells what was gathered, and what a window came to.</summary>
    public void Close(Aggregate window)
    {
        Flush();
        ThreadPool.UnsafeQueueUserWorkItem(static work => work.Telemetry.Tell(work.Window), (Telemetry: this, Window: window), preferLocal: false);
    }

    /// <summary>How often a value that was measured so often is told.</summary>
    internal static long Thinned(long count, long seen, long all) =>
        all <= MostGaps ? count : ((seen + count) * MostGaps / all) - (seen * MostGaps / all);

    private void Add(Try attempt)
    {
        _gathered.Add(attempt);
        if (_gathered.Count == Batch)
            Flush();
    }

    private void Flush()
    {
        if (_gathered.Count == 0)
            return;
        ThreadPool.UnsafeQueueUserWorkItem(static work => work.Telemetry.Tell(work.Tries), (Telemetry: this, Tries: _gathered), preferLocal: false);
        _gathered = new List<Try>(Batch);
    }

    private void Tell(List<Try> tries)
    {
        foreach (var attempt in tries)
            Tell(attempt);
    }

    private void Tell(Try attempt)
    {
        var record = attempt.Record;
        if (attempt.PacingError is { } late)
            meter.Node.SendLateness.Record(Math.Max(0, late.TotalSeconds));
        if (record.Latency is not { } latency)
            return;
        var tags = _tags.Of(record.ResponseModel);
        if (record.Error is { } error)
        {
            meter.Duration.Record(latency.TotalSeconds, [.. tags, new("error.type", error.Name())]);
        }
        else
        {
            meter.Duration.Record(latency.TotalSeconds, tags);
            if (record.Ttft is { } first)
                meter.FirstChunk.Record(first.TotalSeconds, tags);
            meter.Tokens.Record(record.Tokens.Input, [.. tags, new("gen_ai.token.type", "input")]);
            meter.Tokens.Record(record.Tokens.Output, [.. tags, new("gen_ai.token.type", "output")]);
        }

        _spans.Tell(record);
    }

    private void Tell(Aggregate window)
    {
        meter.Node.Windows.Add(1, new KeyValuePair<string, object?>("client_limited", ClientLimits.Judge(slice.Load, window).ClientLimited));
        var gaps = window[Measure.InterChunkLatency];
        var tags = _tags.Of(null);
        var seen = 0L;
        foreach (var bucket in gaps.Buckets)
        {
            for (var left = Thinned(bucket.Count, seen, gaps.Count); left > 0; left--)
                meter.OutputChunk.Record(bucket.Highest / 1_000_000d, tags);
            seen += bucket.Count;
        }
    }
}

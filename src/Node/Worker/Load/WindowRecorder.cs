using System.Collections.Immutable;
using System.Diagnostics;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Node.Worker.Load.Limits;
using AkkaApiBench.Node.Worker.Telemetry;
using AkkaApiBench.Providers;
using AkkaApiBench.Providers.Http;

namespace AkkaApiBench.Node.Worker.Load;

/// <summary>Adds up records until the window is taken. Not safe for several threads.</summary>
internal sealed class WindowRecorder(StartSlice slice, LlmClient client, SliceMeter meter, Gate gate, OperationTelemetry? telemetry = null)
{
    private static readonly int Measures = Enum.GetValues<Measure>().Max(measure => (int)measure) + 1;
    private static readonly Measure[] OfRequests = [.. Metric.All.Where(metric => metric.OfRequest).Select(metric => metric.Measure!.Value)];
    private const int MostBuckets = 20_000;
    private static readonly int Kinds = Enum.GetValues<ErrorKind>().Max(kind => (int)kind) + 1;

    private readonly DistributionRecorder?[] _distributions = new DistributionRecorder?[Measures];
    private readonly long[] _errors = new long[Kinds];
    private readonly long[] _retries = new long[Kinds];
    private readonly Charges _charges = new(slice);
    private readonly ClientMonitor _monitor = new();
    private int _buckets;
    private long _succeeded;
    private long _good;
    private Tokens _tokens;
    private TokenSource _tokenSource;
    private HttpVersions _http;
    private Usd _cost;
    private WarmupUsage _warmup;
    private WindowRecorder? _rehearsal;

    /// <summary>True when more might not fit a message: a bucket takes four bytes at the most.</summary>
    public bool IsFull => _buckets > MostBuckets;

    /// <summary>Adds a measured request.</summary>
    public void Add(Answered answered) => Add(answered, answered.Lane.ChunkTimes);

    /// <summary>Adds a measured request whose content arrived at these timestamps.</summary>
    public void Add(Answered answered, ReadOnlySpan<long> chunkTimes)
    {
        foreach (var earlier in answered.Earlier)
        {
            _retries[(int)earlier.Record.Error!.Value]++;
            _cost += _charges.CostOf(earlier.Record);
        }

        telemetry?.Add(answered);
        var record = answered.Last.Record;
        meter.Count(record.Error, record.Latency ?? TimeSpan.Zero);
        _cost += _charges.CostOf(record);
        _http |= record.Http;
        Record(Measure.PacingError, answered.First.PacingError);
        Record(Measure.SendDelay, record.SendDelay);
        if (record.Error is { } error)
        {
            _errors[(int)error]++;
            return;
        }

        _succeeded++;
        _tokens += record.Tokens;
        _tokenSource = _tokenSource.Combine(record.TokenSource);
        foreach (var measure in OfRequests)
            Record(measure, record.Of(measure));
        RecordGaps(chunkTimes);
        if (slice.Objectives.Length > 0 && MeetsObjectives(record))
            _good++;
    }

    /// <summary>Adds a request that is paid for and not measured.</summary>
    public void AddWarmup(Answered answered)
    {
        (_rehearsal ??= new WindowRecorder(slice, client, new SliceMeter(), gate)).Add(answered);
        foreach (var earlier in answered.Earlier)
            Add(earlier.Record);
        Add(answered.Last.Record);

        void Add(RequestRecord record) => _warmup += new WarmupUsage(1, record.Tokens, _charges.CostOf(record));
    }

    /// <summary>What was added since the last time.</summary>
    public (Aggregate Measured, WarmupUsage Warmup) Take()
    {
        while (client.TryTakeConnectionTimes(out var times))
        {
            Record(Measure.Dns, times.Dns);
            Record(Measure.Connect, times.Connect);
            Record(Measure.Tls, times.Tls);
        }

        Record(Measure.ThreadPoolDelay, _monitor.TakeQueueDelay());
        _monitor.Probe();
        var taken = new Aggregate
        {
            Succeeded = _succeeded,
            Errors = Take(_errors),
            Good = _good,
            Tokens = _tokens,
            TokenSource = _tokenSource,
            Cost = _cost,
            Distributions = TakeDistributions(),
            Http = _http,
            Client = _monitor.Look(),
            Traffic = gate.TakeTraffic() with { Retries = Take(_retries) },
        };
        telemetry?.Close(taken);
        var warmup = _warmup;
        (_succeeded, _good, _tokens, _tokenSource, _http, _cost, _warmup) = (0, 0, default, TokenSource.None, HttpVersions.None, Usd.Zero, default);
        return (taken, warmup);
    }

    private bool MeetsObjectives(RequestRecord record)
    {
        foreach (var objective in slice.Objectives)
        {
            if (record.Of(objective.Metric.Measure!.Value) is not { } value || !objective.IsMetBy(value.TotalMilliseconds))
                return false;
        }

        return true;
    }

    private void RecordGaps(ReadOnlySpan<long> times)
    {
        var (before, differences) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var i = 1; i < times.Length; i++)
        {
            var gap = Stopwatch.GetElapsedTime(times[i - 1], times[i]);
            Record(Measure.InterChunkLatency, gap);
            if (gap > slice.StallThreshold)
                Record(Measure.Stall, gap);
            if (i > 1)
                differences += (gap - before).Duration();
            before = gap;
        }

        if (times.Length > 2)
            Record(Measure.GapJitter, differences / (times.Length - 2));
    }

    private void Record(Measure measure, TimeSpan? value)
    {
        if (value is not { } time)
            return;
        var recorder = _distributions[(int)measure] ??= new DistributionRecorder();
        var before = recorder.Buckets;
        recorder.Record(RequestRecord.Microseconds(time));
        _buckets += recorder.Buckets - before;
    }

    private ImmutableSortedDictionary<Measure, Distribution> TakeDistributions()
    {
        var taken = ImmutableSortedDictionary.CreateBuilder<Measure, Distribution>();
        for (var measure = 0; measure < Measures; measure++)
        {
            if (_distributions[measure] is { IsEmpty: false } recorder)
                taken.Add((Measure)measure, recorder.Take());
        }

        _buckets = 0;
        return taken.ToImmutable();
    }

    private static ImmutableSortedDictionary<ErrorKind, long> Take(long[] counts)
    {
        var taken = ImmutableSortedDictionary.CreateBuilder<ErrorKind, long>();
        for (var kind = 0; kind < Kinds; kind++)
        {
            if (counts[kind] > 0)
                taken.Add((ErrorKind)kind, counts[kind]);
            counts[kind] = 0;
        }

        return taken.ToImmutable();
    }
}

using System.Collections.Immutable;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Slices;
using Google.Protobuf.Collections;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>Identifiers and what is measured, as on the wire.</summary>
internal static class MeasurementMapping
{
    public static Wire.Slice ToWire(SliceId slice)
    {
        var wire = new Wire.Slice { Run = slice.Run.Value, Test = slice.Test, Target = slice.Target, Part = slice.Part };
        if (slice.Placement is { } placement)
            wire.Placement = placement;
        return wire;
    }

    public static SliceId FromWire(Wire.Slice wire) =>
        new(new RunId(wire.Run), wire.Test, wire.Target, wire.Part) { Placement = wire.HasPlacement ? wire.Placement : null };

    public static long ToTicks(DateTimeOffset time) => time.UtcTicks;

    public static DateTimeOffset TimeOf(long ticks) => new(ticks, TimeSpan.Zero);

    public static Wire.Window ToWire(Window window) => new()
    {
        Slice = ToWire(window.Slice),
        Target = window.Target.Value,
        Epoch = window.Epoch,
        Sequence = window.Sequence,
        StartedAtTicks = ToTicks(window.StartedAt),
        DurationTicks = window.Duration.Ticks,
        Reserved = window.Reserved,
        NotSent = window.NotSent,
        Skipped = window.Skipped,
        IsFinal = window.IsFinal,
        IsProbe = window.IsProbe,
        Measured = ToWire(window.Measured),
        Warmup = ToWire(window.Warmup),
    };

    public static Window FromWire(Wire.Window wire) => new()
    {
        Slice = FromWire(wire.Slice),
        Target = new TargetId(wire.Target),
        Epoch = wire.Epoch,
        Sequence = wire.Sequence,
        StartedAt = TimeOf(wire.StartedAtTicks),
        Duration = new TimeSpan(wire.DurationTicks),
        Reserved = wire.Reserved,
        NotSent = wire.NotSent,
        Skipped = wire.Skipped,
        IsFinal = wire.IsFinal,
        IsProbe = wire.IsProbe,
        Measured = FromWire(wire.Measured),
        Warmup = FromWire(wire.Warmup),
    };

    public static Wire.Totals ToWire(Aggregate aggregate)
    {
        var wire = new Wire.Totals
        {
            Succeeded = aggregate.Succeeded,
            Good = aggregate.Good,
            Tokens = ToWire(aggregate.Tokens),
            TokenSource = (int)aggregate.TokenSource,
            CostPicoUsd = aggregate.Cost.Pico,
            ClientObservedTicks = aggregate.Client.Observed.Ticks,
            ClientCpuTicks = aggregate.Client.Cpu.Ticks,
            ClientGcPauseTicks = aggregate.Client.GcPause.Ticks,
            ClientHeldTicks = aggregate.Client.Held.Ticks,
            Http = (int)aggregate.Http,
            Traffic = TrafficMapping.ToWire(aggregate.Traffic),
        };
        AddErrors(wire.Errors, aggregate.Errors);
        foreach (var (measure, distribution) in aggregate.Distributions)
            wire.Histograms.Add(new Wire.MeasuredHistogram { Measure = (int)measure, Histogram = ToWire(distribution) });
        return wire;
    }

    public static Aggregate FromWire(Wire.Totals? wire) => wire is null ? Aggregate.Empty : new Aggregate
    {
        Succeeded = wire.Succeeded,
        Errors = ErrorsOf(wire.Errors),
        Good = wire.Good,
        Tokens = FromWire(wire.Tokens),
        TokenSource = (TokenSource)wire.TokenSource,
        Cost = new Usd(wire.CostPicoUsd),
        Distributions = wire.Histograms.ToImmutableSortedDictionary(entry => (Measure)entry.Measure, entry => FromWire(entry.Histogram)),
        Client = new ClientUsage(new(wire.ClientObservedTicks), new(wire.ClientCpuTicks), new(wire.ClientGcPauseTicks)) { Held = new(wire.ClientHeldTicks) },
        Http = (HttpVersions)wire.Http,
        Traffic = TrafficMapping.FromWire(wire.Traffic),
    };

    public static void AddErrors(RepeatedField<Wire.ErrorCount> wire, ImmutableSortedDictionary<ErrorKind, long> errors) =>
        wire.AddRange(errors.Select(error => new Wire.ErrorCount { Kind = (int)error.Key, Count = error.Value }));

    public static ImmutableSortedDictionary<ErrorKind, long> ErrorsOf(RepeatedField<Wire.ErrorCount> wire) =>
        wire.ToImmutableSortedDictionary(error => (ErrorKind)error.Kind, error => error.Count);

    public static Wire.TestMeasurement ToWire(TestMeasurement measurement)
    {
        var wire = new Wire.TestMeasurement
        {
            Test = measurement.Test,
            Counts = ToWire(measurement.Counts),
            DurationTicks = measurement.Duration.Ticks,
            Measured = ToWire(measurement.Measured),
            Warmup = ToWire(measurement.Warmup),
            Findings = measurement.Findings is { } findings ? FindingsMapping.ToWire(findings) : null,
            Course = CourseMapping.ToWire(measurement.Course),
        };
        if (measurement.Tag is { } tag)
            wire.Tag = tag;
        return wire;
    }

    public static TestMeasurement FromWire(Wire.TestMeasurement wire) =>
        new(wire.Test, FromWire(wire.Counts), new TimeSpan(wire.DurationTicks), FromWire(wire.Measured), FromWire(wire.Warmup))
        {
            Findings = FindingsMapping.FromWire(wire.Findings),
            Course = CourseMapping.FromWire(wire.Course),
            Tag = wire.HasTag ? wire.Tag : null,
        };

    public static Wire.Counts ToWire(RequestCounts counts) =>
        new() { Succeeded = counts.Succeeded, Failed = counts.Failed, Lost = counts.Lost, NotSent = counts.NotSent };

    public static RequestCounts FromWire(Wire.Counts wire) => new(wire.Succeeded, wire.Failed, wire.Lost, wire.NotSent);

    public static Wire.WarmupTotals ToWire(WarmupUsage warmup) =>
        new() { Requests = warmup.Requests, Tokens = ToWire(warmup.Tokens), CostPicoUsd = warmup.Cost.Pico };

    public static WarmupUsage FromWire(Wire.WarmupTotals? wire) =>
        wire is null ? default : new WarmupUsage(wire.Requests, FromWire(wire.Tokens), new Usd(wire.CostPicoUsd));

    public static Wire.Usage ToWire(Usage usage) =>
        new() { Requests = usage.Requests, Tokens = usage.Tokens, CostPicoUsd = usage.Cost.Pico };

    public static Usage FromWire(Wire.Usage? wire) => wire is null ? default : new Usage(wire.Requests, wire.Tokens, new Usd(wire.CostPicoUsd));

    private static Wire.TokenCounts ToWire(Tokens tokens) =>
        new() { Input = tokens.Input, Cached = tokens.Cached, Output = tokens.Output, Reasoning = tokens.Reasoning };

    private static Tokens FromWire(Wire.TokenCounts? wire) => wire is null ? default : new Tokens(wire.Input, wire.Cached, wire.Output, wire.Reasoning);

    private static Wire.Histogram ToWire(Distribution distribution)
    {
        var wire = new Wire.Histogram
        {
            Min = distribution.Min,
            Max = distribution.Max,
            Sum = distribution.Sum,
            SumOfSquares = distribution.SumOfSquares,
        };
        var before = 0;
        foreach (var bucket in distribution.Buckets)
        {
            wire.IndexSteps.Add((uint)(bucket.Index - before));
            wire.Counts.Add((ulong)bucket.Count);
            before = bucket.Index;
        }

        return wire;
    }

    private static Distribution FromWire(Wire.Histogram wire)
    {
        var buckets = new Bucket[wire.IndexSteps.Count];
        var index = 0;
        for (var i = 0; i < buckets.Length; i++)
        {
            index += (int)wire.IndexSteps[i];
            buckets[i] = new Bucket(index, (long)wire.Counts[i]);
        }

        return new Distribution(buckets, wire.Min, wire.Max, wire.Sum, wire.SumOfSquares);
    }
}

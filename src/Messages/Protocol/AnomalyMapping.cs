using System.Runtime.InteropServices;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Identifiers;
using Google.Protobuf;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>Anomalies and the state of those who find them, as on the wire.</summary>
internal static class AnomalyMapping
{
    public static Wire.AnomalyNoted ToWire(AnomalyNoted message) => new() { Target = message.Target.Value, Anomaly = ToWire(message.Anomaly) };

    public static AnomalyNoted FromWire(Wire.AnomalyNoted wire) => new(new TargetId(wire.Target), FromWire(wire.Anomaly));

    public static Wire.GetAnomalies ToWire(GetAnomalies message) =>
        new() { Target = message.Target.Value, SinceTicks = MeasurementMapping.ToTicks(message.Since) };

    public static GetAnomalies FromWire(Wire.GetAnomalies wire) => new(new TargetId(wire.Target), MeasurementMapping.TimeOf(wire.SinceTicks));

    public static Wire.GetAnomalies ToWire(WatchAnomalies message) =>
        new() { Target = message.Target.Value, SinceTicks = MeasurementMapping.ToTicks(message.Since) };

    public static WatchAnomalies WatchFromWire(Wire.GetAnomalies wire) => new(new TargetId(wire.Target), MeasurementMapping.TimeOf(wire.SinceTicks));

    public static Wire.TargetAnomalies ToWire(TargetAnomalies message)
    {
        var wire = new Wire.TargetAnomalies { Target = message.Target.Value };
        wire.Anomalies.AddRange(message.Anomalies.Select(ToWire));
        return wire;
    }

    public static TargetAnomalies FromWire(Wire.TargetAnomalies wire) => new(new TargetId(wire.Target), [.. wire.Anomalies.Select(FromWire)]);

    public static Wire.WatchSnapshot ToWire(WatchSnapshot watch)
    {
        var wire = new Wire.WatchSnapshot();
        wire.Minutes.AddRange(watch.Minutes.Select(minute => new Wire.MinuteOfLoad
        {
            StartTicks = MeasurementMapping.ToTicks(minute.Start),
            Seconds = minute.Seconds,
            Measured = MeasurementMapping.ToWire(minute.Measured),
        }));
        wire.Series.AddRange(watch.Series.Select(ToWire));
        wire.Noted.AddRange(watch.Noted.Select(ToWire));
        wire.Due.AddRange(watch.Due.Select(ToWire));
        return wire;
    }

    public static WatchSnapshot FromWire(Wire.WatchSnapshot wire) => new(
        [
            .. wire.Minutes.Select(minute => new MinuteOfLoad(
                MeasurementMapping.TimeOf(minute.StartTicks), minute.Seconds, MeasurementMapping.FromWire(minute.Measured))),
        ],
        [.. wire.Series.Select(FromWire)],
        [.. wire.Noted.Select(FromWire)],
        [.. wire.Due.Select(FromWire)]);

    private static Wire.SeriesSnapshot ToWire(SeriesSnapshot series) => new()
    {
        Metric = series.Metric,
        State = ByteString.CopyFrom(series.State.AsSpan()),
        Open = series.Open is { } open ? ToWire(open) : null,
    };

    private static SeriesSnapshot FromWire(Wire.SeriesSnapshot wire) => new(
        wire.Metric, ImmutableCollectionsMarshal.AsImmutableArray(wire.State.ToByteArray()), wire.Open is { } open ? FromWire(open) : null);

    private static Wire.Anomaly ToWire(Anomaly anomaly)
    {
        var wire = new Wire.Anomaly
        {
            Metric = anomaly.Metric,
            Kind = (int)anomaly.Kind,
            Severity = (int)anomaly.Severity,
            Confidence = anomaly.Confidence,
            StartTicks = MeasurementMapping.ToTicks(anomaly.Start),
            PeakTicks = MeasurementMapping.ToTicks(anomaly.Peak),
            Expected = anomaly.Expected,
            Observed = anomaly.Observed,
        };
        if (anomaly.End is { } end)
            wire.EndTicks = MeasurementMapping.ToTicks(end);
        return wire;
    }

    private static Anomaly FromWire(Wire.Anomaly wire) => new()
    {
        Metric = wire.Metric,
        Kind = (AnomalyKind)wire.Kind,
        Severity = (Severity)wire.Severity,
        Confidence = wire.Confidence,
        Start = MeasurementMapping.TimeOf(wire.StartTicks),
        Peak = MeasurementMapping.TimeOf(wire.PeakTicks),
        End = wire.HasEndTicks ? MeasurementMapping.TimeOf(wire.EndTicks) : null,
        Expected = wire.Expected,
        Observed = wire.Observed,
    };
}

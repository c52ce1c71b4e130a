using AkkaApiBench.Messages.Access;
using AkkaApiBench.Messages.Catalogue;
using AkkaApiBench.Messages.Monitors;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>
/// What one message between nodes may take: Akka.Remote drops what is larger than its frame of 128,000 bytes, so whatever can
/// grow comes in parts that fit one.
/// </summary>
public static class Frame
{
    /// <summary>Bytes that a message may take; the rest of the frame is for addresses and envelopes.</summary>
    public const int MostBytes = 120_000;

    /// <summary>Bytes that a plan may take in the messages that carry it.</summary>
    public const int MostBytesOfPlan = 110_000;

    /// <summary>The first of <paramref name="items"/>, as many as fit a message.</summary>
    public static IEnumerable<T> Fitting<T>(IEnumerable<T> items, Func<T, int> sizeOf)
    {
        // A message names what it is about, beside its items.
        var left = MostBytes - 2000;
        return items.TakeWhile(item => (left -= sizeOf(item)) >= 0);
    }

    /// <summary>The bytes of a measurement.</summary>
    public static int SizeOf(TestMeasurement measurement) => WithItsLength(MeasurementMapping.ToWire(measurement).CalculateSize());

    /// <summary>The bytes of a run's line.</summary>
    public static int SizeOf(RunHeader header) => WithItsLength(RunMapping.ToWire(header).CalculateSize());

    /// <summary>The bytes of a run's progress.</summary>
    public static int SizeOf(RunProgress progress) => RunMapping.ToWire(progress).CalculateSize();

    /// <summary>The bytes of a monitor's line.</summary>
    public static int SizeOf(MonitorSummary summary) => WithItsLength(MonitorQueryMapping.ToWire(summary).CalculateSize());

    /// <summary>The bytes of what a monitor is to do.</summary>
    internal static int SizeOf(MonitorSpec spec) => MonitorMapping.ToWire(spec).CalculateSize();

    /// <summary>The bytes of a key.</summary>
    public static int SizeOf(AccessKey key) => WithItsLength(AccessMapping.SizeOf(key));

    /// <summary>The bytes of an entry of the audit log.</summary>
    public static int SizeOf(NumberedEntry entry) => WithItsLength(AccessMapping.SizeOf(entry));

    /// <summary>The bytes of an entry of the catalogue.</summary>
    public static int SizeOf(CatalogueEntry entry) => WithItsLength(CatalogueMapping.SizeOf(entry));

    /// <summary>The bytes of a plan.</summary>
    internal static int SizeOf(Plan plan) => PlanMapping.ToWire(plan).CalculateSize();

    private static int WithItsLength(int bytes) => bytes + 4;
}

using System.Collections.Immutable;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Node.Journal;

/// <summary>What a target's journal knows: the account of every slice of the runs that were not released.</summary>
internal sealed record JournalState(ImmutableDictionary<SliceId, SliceLedger> Slices)
{
    public static readonly JournalState Empty = new(ImmutableDictionary<SliceId, SliceLedger>.Empty);

    /// <summary>Judges a window: new, known already, or not to be kept.</summary>
    public WindowVerdict Judge(Window window)
    {
        if (!Slices.TryGetValue(window.Slice, out var ledger))
        {
            return window.Sequence == 0 ? new WindowVerdict.Record()
                : new WindowVerdict.Refuse("the journal does not know how this epoch began");
        }

        if (window.Epoch < ledger.Epoch)
            return new WindowVerdict.Refuse($"epoch {window.Epoch} was given up for epoch {ledger.Epoch}");
        if (ledger.IsFinal || (window.Epoch == ledger.Epoch && window.Sequence < ledger.NextSequence))
            return new WindowVerdict.Known(ledger.Position);

        var next = window.Epoch == ledger.Epoch ? ledger.NextSequence : 0;
        return window.Sequence == next ? new WindowVerdict.Record()
            : new WindowVerdict.Refuse($"window {next} has to come first");
    }

    public JournalState Apply(IJournalEvent happened) => happened switch
    {
        WindowRecorded recorded => this with { Slices = Slices.SetItem(recorded.Window.Slice, Add(recorded.Window)) },
        RunReleased released => this with { Slices = Slices.RemoveRange(Slices.Keys.Where(slice => slice.Run == released.Run)) },
        _ => this,
    };

    public SlicePosition PositionOf(SliceId slice) => Slices.TryGetValue(slice, out var ledger) ? ledger.Position : default;

    public bool Knows(RunId run) => Slices.Keys.Any(slice => slice.Run == run);

    /// <summary>The sums of one test. Of slices that run side by side the longest gives the measured time; those that follow one another add up.</summary>
    /// <param name="run">The run.</param>
    /// <param name="test">The test.</param>
    /// <param name="sideBySide">How many slices run side by side; 0 when all do.</param>
    /// <param name="tag">Only of slices that were placed by this tag; null for all.</param>
    public TestMeasurement Totals(RunId run, int test, int sideBySide = 0, string? tag = null)
    {
        var slices = Slices.Where(slice => slice.Key.Run == run && slice.Key.Test == test
            && (tag is null || WorkerTag.Split(slice.Key.Placement).Contains(tag, StringComparer.Ordinal))).ToList();
        var total = Nothing(test, tag);
        foreach (var (_, ledger) in slices)
        {
            total = total with
            {
                Counts = total.Counts + ledger.Position.Counts,
                Measured = total.Measured.Merge(ledger.Measured),
                Warmup = total.Warmup + ledger.Warmup,
                Course = total.Course.Merge(ledger.Course),
            };
        }

        return total with
        {
            Duration = slices.GroupBy(slice => sideBySide == 0 ? 0 : slice.Key.Part / sideBySide)
                .Aggregate(TimeSpan.Zero, (sum, group) => sum + group.Max(slice => slice.Value.Duration)),
            // Blocks that take turns with those of other targets each begin anew: there is no one course.
            Course = slices.All(slice => sideBySide == 0 || slice.Key.Part < sideBySide) ? total.Course : Course.Empty,
        };
    }

    /// <summary>The sums of a test, as much as fits a message.</summary>
    public TestTotals Answer(GetTestTotals query)
    {
        var (parts, next) = MeasurementParts.Page([Totals(query.Run, query.Test, query.SideBySide, query.Tag)], query.First);
        return new TestTotals(query.Target, query.Run, parts.SingleOrDefault() ?? Nothing(query.Test, query.Tag), next);
    }

    public JournalSnapshot ToSnapshot() => new([.. Slices.Values]);

    public static JournalState From(JournalSnapshot snapshot) => new(snapshot.Slices.ToImmutableDictionary(ledger => ledger.Slice));

    private static TestMeasurement Nothing(int test, string? tag) => new(test, default, TimeSpan.Zero, Aggregate.Empty, default) { Tag = tag };

    private SliceLedger Add(Window window)
    {
        var ledger = Slices.GetValueOrDefault(window.Slice) ?? new SliceLedger { Slice = window.Slice, Epoch = window.Epoch, NextSequence = 0 };
        if (window.Epoch > ledger.Epoch)
        {
            // Whatever the earlier epoch was allowed to start and never told of is lost.
            ledger = ledger with
            {
                Epoch = window.Epoch,
                Lost = ledger.Lost + ledger.Reserved - ledger.Reported,
                Reserved = 0,
                Reported = 0,
            };
        }

        var reported = ledger.Reported + window.Measured.Ended + window.Skipped;
        return ledger with
        {
            NextSequence = window.Sequence + 1,
            Reserved = Math.Max(window.Reserved, reported),
            Reported = reported,
            NotSent = ledger.NotSent + window.NotSent + window.Skipped,
            IsFinal = window.IsFinal,
            Duration = ledger.Duration + window.Duration,
            Measured = ledger.Measured.Merge(window.Measured),
            Warmup = ledger.Warmup + window.Warmup,
            Course = ledger.Course.Add(ledger.Duration, window.Duration, window.Measured),
        };
    }
}

/// <summary>What to do with a window.</summary>
internal abstract record WindowVerdict
{
    /// <summary>It is the next one: keep it.</summary>
    public sealed record Record : WindowVerdict;

    /// <summary>It is kept already, or nothing can be added any more.</summary>
    /// <param name="Position">How far the slice is.</param>
    public sealed record Known(SlicePosition Position) : WindowVerdict;

    /// <summary>It must not be kept.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Refuse(string Reason) : WindowVerdict;
}

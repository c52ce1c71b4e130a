using System.Collections.Immutable;
using AkkaApiBench.Messages.Monitors;

namespace AkkaApiBench.Node.Coordinator.Monitors;

/// <summary>Counts over time, as fine as the windows that look at them need.</summary>
internal static class Tallies
{
    private static readonly TimeSpan Fine = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Coarse = TimeSpan.FromHours(1);
    private static readonly TimeSpan KeptFine = TimeSpan.FromDays(3);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(31);

    /// <summary>Adds what was counted at a time.</summary>
    public static Tally Add(this Tally tally, DateTimeOffset at, long good, long total)
    {
        var recent = Add(tally.Recent, new Tallied(Floor(at, Fine), good, total));
        var newest = recent[^1].Start;
        var old = recent.TakeWhile(tallied => tallied.Start < newest - KeptFine).ToList();
        return new Tally(
            recent.RemoveRange(0, old.Count),
            [.. old.Aggregate(tally.Older, (older, tallied) => Add(older, tallied with { Start = Floor(tallied.Start, Coarse) })).SkipWhile(tallied => tallied.Start < newest - Kept)]);
    }

    /// <summary>What was counted in a window: in every five minutes or, beyond three days, hours that began in it.</summary>
    public static (long Good, long Total) Over(this Tally tally, TimeSpan window, DateTimeOffset end)
    {
        var (good, total) = (0L, 0L);
        foreach (var tallied in tally.Older.Concat(tally.Recent).Where(tallied => tallied.Start > end - window && tallied.Start <= end))
            (good, total) = (good + tallied.Good, total + tallied.Total);
        return (good, total);
    }

    private static ImmutableArray<Tallied> Add(ImmutableArray<Tallied> all, Tallied one)
    {
        var index = all.Length;
        while (index > 0 && all[index - 1].Start >= one.Start)
            index--;
        return index < all.Length && all[index].Start == one.Start
            ? all.SetItem(index, new Tallied(one.Start, all[index].Good + one.Good, all[index].Total + one.Total))
            : all.Insert(index, one);
    }

    private static DateTimeOffset Floor(DateTimeOffset time, TimeSpan step) => new(time.UtcTicks - (time.UtcTicks % step.Ticks), TimeSpan.Zero);
}

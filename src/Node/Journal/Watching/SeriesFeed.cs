using System.Collections.Immutable;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Node.Journal.Watching;

/// <summary>
/// Makes minutes of windows. A window counts in the minute in which it begins; a minute is complete when a window begins two
/// minutes after it did, so that testers may be a minute apart.
/// </summary>
/// <param name="Open">The minutes that are not complete, at most two, by rising start.</param>
internal sealed record SeriesFeed(ImmutableArray<MinuteOfLoad> Open)
{
    public static readonly SeriesFeed Empty = new([]);

    private const int SecondsPerMinute = 60;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly ImmutableArray<Measure> Watched = [Measure.Latency, Measure.Ttft];

    /// <summary>
    /// Adds a window; one of a probe is left out. One of a minute that was given away already counts in the oldest that is open, as more of its requests and no
    /// more of its time: it makes no slow minute of those of its time that came early.
    /// </summary>
    /// <returns>The feed with the window, and the minutes that are complete by it, by rising start.</returns>
    public (SeriesFeed Feed, ImmutableArray<MinuteOfLoad> Complete) Add(Window window)
    {
        if (window.IsProbe || (window.Duration <= TimeSpan.Zero && window.Measured.Ended == 0))
            return (this, []);

        var start = new DateTimeOffset(window.StartedAt.UtcTicks - window.StartedAt.UtcTicks % Minute.Ticks, TimeSpan.Zero);
        var newest = Open.IsEmpty || start > Open[^1].Start ? start : Open[^1].Start;
        var oldest = newest - Minute;
        var isLate = start < oldest;
        var complete = Open.RemoveAll(minute => minute.Start >= oldest);
        var open = Open.RemoveAll(minute => minute.Start < oldest);

        var counted = isLate ? open[0].Start : start;
        var before = open.FirstOrDefault(minute => minute.Start == counted);
        var after = (before ?? new MinuteOfLoad(counted, 0, Aggregate.Empty)) is var minute
            ? minute with { Seconds = minute.Seconds | (isLate ? 0 : SecondsOf(window, start)), Measured = minute.Measured.Merge(OfInterest(window.Measured)) }
            : minute;
        return (new SeriesFeed(before is not null ? open.Replace(before, after) : [.. open.Add(after).OrderBy(one => one.Start)]), complete);
    }

    /// <summary>The seconds in whose middle the window lasted: windows that follow each other or lie side by side count none twice.</summary>
    internal static long SecondsOf(Window window, DateTimeOffset minute)
    {
        var from = (window.StartedAt - minute).TotalSeconds;
        var (first, end) = ((int)Math.Ceiling(from - 0.5), Math.Ceiling(from + window.Duration.TotalSeconds - 0.5));
        var seconds = 0L;
        for (var second = first; second < Math.Min(end, SecondsPerMinute); second++)
            seconds |= 1L << second;
        return seconds;
    }

    private static Aggregate OfInterest(Aggregate measured) => new()
    {
        Succeeded = measured.Succeeded,
        Errors = measured.Errors,
        Tokens = measured.Tokens,
        TokenSource = measured.TokenSource,
        Cost = measured.Cost,
        Distributions = measured.Distributions.RemoveRange(measured.Distributions.Keys.Where(measure => !Watched.Contains(measure))),
    };
}

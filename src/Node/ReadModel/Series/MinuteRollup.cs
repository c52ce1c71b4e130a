using System.Collections.Immutable;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Node.Journal.Watching;

namespace AkkaApiBench.Node.ReadModel.Series;

/// <summary>What a target's load of one minute came to. Rollups of parts merge to that of the whole, in whatever order.</summary>
/// <param name="Target">The target.</param>
/// <param name="Start">When the minute began, UTC.</param>
/// <param name="Seconds">Bit n is set when there was load in the middle of second n.</param>
/// <param name="Measured">What the requests that ended came to, with the distributions in <see cref="Kept"/>.</param>
internal sealed record MinuteRollup(TargetId Target, DateTimeOffset Start, long Seconds, Aggregate Measured)
{
    /// <summary>The distributions that are kept for years; results have all of them.</summary>
    public static readonly ImmutableArray<Measure> Kept =
        [Measure.Latency, Measure.ResponseTime, Measure.Ttft, Measure.Tpot, Measure.InterChunkLatency];

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>The rollup of a window, which counts in the minute in which it begins; null for one of a probe, and one without load.</summary>
    public static MinuteRollup? Of(Window window)
    {
        if (window.IsProbe || (window.Duration <= TimeSpan.Zero && window.Measured.Ended == 0))
            return null;
        var start = new DateTimeOffset(window.StartedAt.UtcTicks - window.StartedAt.UtcTicks % Minute.Ticks, TimeSpan.Zero);
        return new MinuteRollup(window.Target, start, SeriesFeed.SecondsOf(window, start), OfInterest(window.Measured));
    }

    /// <summary>One rollup for each minute of each target.</summary>
    public static IReadOnlyList<MinuteRollup> Merge(IEnumerable<MinuteRollup> rollups) =>
    [
        .. rollups.GroupBy(rollup => (rollup.Target, rollup.Start))
            .Select(minute => minute.Aggregate((left, right) => left.Merge(right.Seconds, right.Measured))),
    ];

    /// <summary>Both together.</summary>
    public MinuteRollup Merge(long seconds, Aggregate measured) => this with { Seconds = Seconds | seconds, Measured = Measured.Merge(measured) };

    private static Aggregate OfInterest(Aggregate measured) => measured with
    {
        Client = ClientUsage.None,
        Traffic = Traffic.None,
        Distributions = measured.Distributions.RemoveRange(measured.Distributions.Keys.Where(measure => !Kept.Contains(measure))),
    };
}

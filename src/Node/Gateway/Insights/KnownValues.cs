using System.Collections.Immutable;
using AkkaApiBench.Node.ReadModel.Series;

namespace AkkaApiBench.Node.Gateway.Insights;

/// <summary>The part of a series that is known: from its first value to its last, at even distances.</summary>
/// <param name="Start">When the first value begins, UTC.</param>
/// <param name="Step">The distance of two values.</param>
/// <param name="Values">At least one value, with gaps between the first and the last; not a number in gaps.</param>
/// <param name="Count">How many values are no gaps.</param>
internal sealed record KnownValues(DateTimeOffset Start, TimeSpan Step, ImmutableArray<double> Values, int Count)
{
    /// <summary>When the last value begins.</summary>
    public DateTimeOffset Last => Start + (Values.Length - 1) * Step;

    /// <summary>When the last value ends.</summary>
    public DateTimeOffset End => Last + Step;

    /// <summary>The time from the first value's beginning to the last one's end.</summary>
    public TimeSpan Span => End - Start;

    /// <summary>Tells one state of a series from another; they only grow.</summary>
    public object Key => (Start, Step, Values.Length, Count, Values[^1]);

    /// <summary>The values of a metric; null where there is none.</summary>
    public static KnownValues? Of(SeriesHistory history, SeriesMetric metric)
    {
        var values = history.ValuesOf(metric);
        var known = Enumerable.Range(0, values.Length).Where(at => double.IsFinite(values[at])).ToList();
        return known.Count == 0 ? null
            : new KnownValues(history.From + known[0] * history.Resolution, history.Resolution, [.. values[known[0]..(known[^1] + 1)]], known.Count);
    }
}

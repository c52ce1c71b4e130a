using System.Collections.Immutable;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Node.ReadModel.Series;

/// <summary>A target's history over some time.</summary>
/// <param name="Target">The target.</param>
/// <param name="From">When the first point begins, or would, UTC: a multiple of the resolution.</param>
/// <param name="To">When the last point ends, or would, UTC.</param>
/// <param name="Resolution">The length of a point.</param>
/// <param name="Points">The points with load, by rising start; where there was none there is none.</param>
internal sealed record SeriesHistory(
    TargetId Target, DateTimeOffset From, DateTimeOffset To, TimeSpan Resolution, ImmutableArray<SeriesPoint> Points)
{
    /// <summary>How many points there would be without gaps.</summary>
    public int Length => (int)((To - From) / Resolution);

    /// <summary>All points as one.</summary>
    public SeriesPoint Whole() => new(
        From,
        Points.Aggregate(TimeSpan.Zero, (sum, point) => sum + point.Loaded),
        Points.Aggregate(Aggregate.Empty, (sum, point) => sum.Merge(point.Measured)));

    /// <summary>A metric at even distances: value n begins n times the resolution after <see cref="From"/>. Not a number in gaps.</summary>
    public ImmutableArray<double> ValuesOf(SeriesMetric metric)
    {
        var values = new double[Length];
        Array.Fill(values, double.NaN);
        foreach (var point in Points)
            values[(int)((point.Start - From) / Resolution)] = metric.ValueOf(point);
        return [.. values];
    }
}

/// <summary>What was measured in some time.</summary>
/// <param name="Start">When it began, UTC.</param>
/// <param name="Loaded">For how much of it there was load, in whole seconds.</param>
/// <param name="Measured">What the requests that ended came to, with the distributions in <see cref="MinuteRollup.Kept"/>.</param>
internal sealed record SeriesPoint(DateTimeOffset Start, TimeSpan Loaded, Aggregate Measured)
{
    /// <summary>Requests that ended, without those that the client itself gave up: these say nothing of the target.</summary>
    public long Judged => Measured.Ended - Measured.Errors.GetValueOrDefault(ErrorKind.Cancelled);
}

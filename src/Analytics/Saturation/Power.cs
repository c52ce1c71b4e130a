namespace AkkaApiBench.Analytics.Saturation;

/// <summary>
/// The knee of a load curve by power = throughput / latency: where it is greatest, a little more load begins to cost more
/// latency than it gives throughput, and the ray from the origin to the point touches the curve of latency over throughput
/// (L. Kleinrock, "Power and deterministic rules of thumb for probabilistic problems in computer communications", ICC 1979).
/// Of an M/M/1 queue that is half of its capacity, of a closed loop on c equal servers c callers.
/// </summary>
public static class Power
{
    private const int FewestPoints = 3;

    /// <summary>The power of a point, in answers per second and second.</summary>
    public static double Of(LoadPoint point) => point is { Throughput: > 0, Latency: > 0 } ? point.Throughput / point.Latency : 0;

    /// <summary>
    /// The position of the point with the most power, the earlier of two; null when there are fewer than three, or when it is
    /// the last, so that the curve ends before its knee.
    /// </summary>
    /// <param name="points">The curve by rising load.</param>
    public static int? Knee(IReadOnlyList<LoadPoint> points)
    {
        if (points.Count < FewestPoints)
            return null;
        var best = 0;
        for (var index = 1; index < points.Count; index++)
        {
            if (Of(points[index]) > Of(points[best]))
                best = index;
        }

        return best == points.Count - 1 || Of(points[best]) == 0 ? null : best;
    }
}

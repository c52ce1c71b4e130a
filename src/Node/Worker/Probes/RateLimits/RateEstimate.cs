using AkkaApiBench.Messages.Findings;

namespace AkkaApiBench.Node.Worker.Probes.RateLimits;

/// <summary>What a search says of the limit.</summary>
/// <param name="Shape">How the limit lets requests in again.</param>
/// <param name="PerMinute">Requests a minute in the long run; null when nothing was refused.</param>
/// <param name="AcceptedBetweenRefusals">Requests accepted between the first and the last refusal of the watch.</param>
internal sealed record RateEstimate(LimitShape Shape, ObservedLimit? PerMinute, int AcceptedBetweenRefusals)
{
    private const int LeastAccepted = 3;
    private const double NarrowBounds = 1.5;

    /// <summary>After so many times what a bucket takes for one request, a refusal speaks of a window.</summary>
    private const double DripsBeforeWindow = 2;

    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(0.25);

    public static RateEstimate Of(RateSearch search)
    {
        if (search.Refusal is not { } refusal)
            return new RateEstimate(LimitShape.Unknown, null, 0);

        var before = search.Attempts.Where(attempt => attempt.IsAccepted && attempt.At <= refusal.SentAt).ToList();
        var raised = (refusal.SentAt - search.Settings.Begin).TotalMinutes;
        // A bucket holds between nothing and a minute's worth: what went in came from it, and from what flowed in meanwhile.
        var least = before.Count / (1 + raised);
        var most = Math.Min(search.RateAt(refusal.SentAt), raised > 0 ? before.Count / raised : double.MaxValue);
        var shape = ShapeOf(search.Recovery, Math.Max(1, least));
        var watched = search.WatchedFrom is { } from ? search.Attempts.Where(attempt => attempt.At > from).OrderBy(attempt => attempt.At).ToList() : [];
        var refusals = watched.Where(attempt => !attempt.IsAccepted).Select(attempt => attempt.At).ToList();

        if (shape is LimitShape.Window)
        {
            // The request that was accepted first is one of the new window's.
            var inWindow = refusals.Count > 0 ? 1 + watched.TakeWhile(attempt => attempt.IsAccepted).Count() : before.Count;
            return new RateEstimate(shape, new ObservedLimit(inWindow, Math.Max(0, inWindow - 1), inWindow + 1), 0);
        }

        var between = refusals.Count < 2 ? 0 : watched.Count(attempt => attempt.IsAccepted && attempt.At > refusals[0] && attempt.At < refusals[^1]);
        if (between < LeastAccepted)
            return new RateEstimate(shape, new ObservedLimit(least, least, Math.Max(least, most)), between);

        // At each refusal less than one request was left: what was accepted in between flowed in, give or take one.
        var minutes = (refusals[^1] - refusals[0]).TotalMinutes;
        return new RateEstimate(shape, new ObservedLimit(between / minutes, (between - 1) / minutes, (between + 1) / minutes), between);
    }

    /// <summary>The same with bounds that allow for what a full bucket lost; takes longer.</summary>
    public static RateEstimate WithBounds(RateSearch search)
    {
        var estimate = Of(search);
        if (estimate is not { Shape: not LimitShape.Window, PerMinute: { } rough }
            || BucketRates.Of([.. search.Attempts.OrderBy(attempt => attempt.At)], rough.Low) is not var (low, high))
        {
            return estimate;
        }

        // Between bounds that are far apart, what was seen is safer to say than the middle.
        var value = high <= low * NarrowBounds ? (low + high) / 2 : Math.Clamp(rough.Value, low, high);
        return estimate with { PerMinute = new ObservedLimit(value, low, high) };
    }

    private static LimitShape ShapeOf(Recovery recovery, double leastPerMinute)
    {
        if (recovery.AcceptedAt is null)
            return LimitShape.Unknown;
        return recovery.RefusedAt > DripsBeforeWindow * TimeSpan.FromMinutes(1 / leastPerMinute) + Leeway ? LimitShape.Window : LimitShape.Continuous;
    }
}

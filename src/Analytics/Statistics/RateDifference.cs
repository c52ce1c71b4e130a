namespace AkkaApiBench.Analytics.Statistics;

/// <summary>
/// The interval for the difference of two shares, from the Wilson interval of each (R. G. Newcombe, "Interval estimation for the
/// difference between independent proportions", Statistics in Medicine 17, 1998, method 10).
/// </summary>
internal static class RateDifference
{
    /// <summary>The 95 % interval of A's share − B's share; null where one has no trials.</summary>
    public static Interval? Of(long hitsA, long countA, long hitsB, long countB)
    {
        if (WilsonInterval.Of(hitsA, countA) is not { } a || WilsonInterval.Of(hitsB, countB) is not { } b)
            return null;

        var (shareA, shareB) = ((double)hitsA / countA, (double)hitsB / countB);
        return new Interval(
            shareA - shareB - Hypotenuse(shareA - a.Lower, b.Upper - shareB),
            shareA - shareB + Hypotenuse(a.Upper - shareA, shareB - b.Lower));
    }

    private static double Hypotenuse(double x, double y) => Math.Sqrt(x * x + y * y);
}

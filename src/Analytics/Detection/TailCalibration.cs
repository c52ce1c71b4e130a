using AkkaApiBench.Analytics.Detection.State;

namespace AkkaApiBench.Analytics.Detection;

/// <summary>
/// Turns a statistic, whatever its unit, into how rare it is among those seen before: the empirical share above it in a histogram
/// of logarithmic bins, and beyond the highest 2 % the exponential tail of extreme-value theory (J. Pickands, "Statistical
/// inference using extreme order statistics", Annals of Statistics 3, 1975, with shape 0).
/// </summary>
internal sealed class TailCalibration : IState
{
    // Bins of 8 % from one millionth of a unit: what is finer is equal, what is beyond e^20 units is extreme anyway.
    private const int Bins = 256;
    private const double Lowest = 1e-6;
    private const double Width = 0.08;

    // The tail begins where two points in a hundred lie; below eight it would be a guess.
    private const double TailShare = 0.02;
    private const int LeastInTail = 8;
    private const int LeastSeen = 20;

    // A tail that was hardly seen is taken to be this wide, as a share of where it begins.
    private const double PriorExcess = 0.3;
    private const double LeastTail = 1e-5;

    private readonly float[] _counts = new float[Bins];
    private double _seen;
    private int _top; // the highest bin that holds anything

    public void Exchange(StateCodec codec)
    {
        codec.Exchange(_counts.AsSpan());
        codec.Exchange(ref _seen);
        codec.Exchange(ref _top);
    }

    /// <summary>−log10 of the share of statistics at least as large, before this one is learned; 0 while too few were seen.</summary>
    public double Surprise(double statistic)
    {
        if (_seen < LeastSeen)
            return 0;

        var (above, start) = Tail();
        return start < Bins && statistic > Edge(start)
            ? Math.Max(0, -Math.Log10((above + 1) / (_seen + 1)) + (statistic - Edge(start)) / MeanExcess(start, above) / Math.Log(10))
            : -Math.Log10(Math.Min(1, ShareAbove(statistic)));
    }

    /// <summary>Learns a statistic.</summary>
    public void Learn(double statistic)
    {
        var bin = BinOf(statistic);
        _counts[bin]++;
        _top = Math.Max(_top, bin);
        _seen++;
    }

    private (double Above, int Start) Tail()
    {
        var wanted = Math.Max(LeastInTail, TailShare * _seen);
        var (above, bin) = (0d, _top);
        for (; bin > 0 && above + _counts[bin] < wanted; bin--)
            above += _counts[bin];
        return (above, bin + 1);
    }

    private double MeanExcess(int start, double above)
    {
        var sum = 0d;
        for (var bin = start; bin <= _top; bin++)
            sum += _counts[bin] == 0 ? 0 : _counts[bin] * (Edge(bin) * (1 + Width / 2) - Edge(start));
        return (sum + PriorExcess * Math.Max(Edge(start), LeastTail)) / (above + 1);
    }

    private double ShareAbove(double statistic)
    {
        var bin = BinOf(statistic);
        double above = 0;
        for (var higher = _top; higher > bin; higher--)
            above += _counts[higher];
        var inside = bin == 0 ? 1 : 1 - Math.Clamp(Math.Log(statistic / Edge(bin)) / Width, 0, 1);
        return (above + _counts[bin] * inside + 0.5) / (_seen + 1);
    }

    private static int BinOf(double statistic) => statistic <= Lowest ? 0 : Math.Min(Bins - 1, 1 + (int)(Math.Log(statistic / Lowest) / Width));

    private static double Edge(int bin) => EdgeTable[bin];

    private static readonly double[] EdgeTable = [.. Enumerable.Range(0, Bins + 1).Select(bin => bin == 0 ? 0 : Lowest * Math.Exp((bin - 1) * Width))];
}

using MathNet.Numerics.Distributions;

namespace AkkaApiBench.Analytics.Forecasting;

/// <summary>How far forecasts were off in the past, in units of their spread: split conformal prediction (J. Lei and others,
/// "Distribution-free predictive inference for regression", JASA 113, 2018). Where there are too few errors for a share, Student's
/// distribution takes their place.</summary>
internal sealed class ErrorDistribution
{
    // The weights of the methods were chosen on the same errors, so the next ones are larger, in inverse proportion to how much past
    // there was to choose on (H. Akaike's final prediction error, Annals of the Institute of Statistical Mathematics 21, 1969).
    private const double Optimism = 0.64;

    private readonly double[] _sizes;
    private readonly double _widening;
    private readonly double _freedom;

    /// <summary>Makes the distribution.</summary>
    /// <param name="sizes">Errors without sign, divided by their spread.</param>
    /// <param name="origins">From how many stretches of the past they are that do not overlap; a fraction is allowed.</param>
    public ErrorDistribution(IEnumerable<double> sizes, double origins)
    {
        _sizes = [.. sizes.Order()];
        _widening = 1 + Optimism / origins;
        _freedom = Math.Max(1, _sizes.Length - 1);
    }

    /// <summary>What <paramref name="coverage"/> of errors do not exceed.</summary>
    public double Quantile(double coverage)
    {
        var rank = (int)Math.Ceiling(coverage * (_sizes.Length + 1));
        var size = rank <= _sizes.Length ? _sizes[rank - 1] : Math.Max(_sizes.LastOrDefault(), StudentT.InvCDF(0, 1, _freedom, (1 + coverage) / 2));
        return size * _widening;
    }

    /// <summary>The share of errors of at least <paramref name="size"/>.</summary>
    public double ShareBeyond(double size)
    {
        var own = size / _widening;
        var below = Array.BinarySearch(_sizes, own);
        if (below < 0)
            below = ~below;
        var tail = 2 * StudentT.CDF(0, 1, _freedom, -own);
        return below < _sizes.Length ? (_sizes.Length - below) / (double)(_sizes.Length + 1) : Math.Min(tail, 1d / (_sizes.Length + 1));
    }
}

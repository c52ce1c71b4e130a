using AkkaApiBench.Analytics.Statistics;

namespace AkkaApiBench.Analytics.Forecasting;

/// <summary>A series' future, step by step.</summary>
/// <param name="Steps">The steps, the next one first.</param>
/// <param name="Periods">The lengths of the seasons that were considered, in steps, rising; none where there is no season.</param>
/// <param name="Methods">The methods that made it, the weightiest first.</param>
public sealed record Forecast(IReadOnlyList<ForecastStep> Steps, IReadOnlyList<int> Periods, IReadOnlyList<MethodWeight> Methods);

/// <summary>A method's part in a forecast.</summary>
/// <param name="Method">Its name, with the lengths of its seasons.</param>
/// <param name="Weight">Its share, 0 to 1.</param>
/// <param name="RelativeError">Its mean absolute error on the past, relative to that of repeating the last value.</param>
public sealed record MethodWeight(string Method, double Weight, double RelativeError);

/// <summary>What a value will be, as a distribution.</summary>
/// <remarks>
/// The interval 80 % leaves 10 % on either side, the interval 95 % leaves 2.5 %. For positive values that spread with their level
/// the distribution is symmetric on the logarithmic scale.
/// </remarks>
public sealed class ForecastStep
{
    private readonly ValueScale _scale;
    private readonly ErrorDistribution _errors;
    private readonly double _centre;
    private readonly double _spread;

    internal ForecastStep(int step, double centre, double spread, ErrorDistribution errors, ValueScale scale)
    {
        (Step, _centre, _spread, _errors, _scale) = (step, centre, spread, errors, scale);
        Mean = scale.Back(centre);
        Interval80 = IntervalOf(0.80);
        Interval95 = IntervalOf(0.95);
    }

    /// <summary>How many steps after the last value, from 1.</summary>
    public int Step { get; }

    /// <summary>The middle of the distribution: as likely too low as too high.</summary>
    public double Mean { get; }

    /// <summary>Holds the value with 80 %.</summary>
    public Interval Interval80 { get; }

    /// <summary>Holds the value with 95 %.</summary>
    public Interval Interval95 { get; }

    /// <summary>How likely the value will be above <paramref name="limit"/>, 0 to 1.</summary>
    public double ProbabilityAbove(double limit)
    {
        var distance = _scale.To(limit) - _centre;
        if (_spread <= 0)
            return distance < 0 ? 1 : 0;
        var beyond = _errors.ShareBeyond(Math.Abs(distance) / _spread) / 2;
        return distance < 0 ? 1 - beyond : beyond;
    }

    private Interval IntervalOf(double coverage)
    {
        var half = _spread * _errors.Quantile(coverage);
        return new Interval(_scale.Back(_centre - half), _scale.Back(_centre + half));
    }
}

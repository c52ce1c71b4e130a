using AkkaApiBench.Analytics.Detection.State;

namespace AkkaApiBench.Analytics.Detection.Baselines;

/// <summary>
/// Expects each point from those before it: from the season where that has proved better than the long-run level, else from the level.
/// A rate with counts deviates by its binomial deviance residual (P. McCullagh, J. A. Nelder, "Generalized Linear Models", 1989,
/// section 2.4.3), so that one failure in three requests weighs less than thirty in a hundred.
/// </summary>
internal sealed class Baseline(SeriesKind kind, TimeSpan? season) : IState
{
    private const int Start = 30;
    private const double LevelGain = 0.05;
    private const double DriftGain = 0.02;
    private const double SlowGain = 1d / 2000;
    private const double ScaleGain = 0.01;
    private const double ErrorGain = 0.002;
    private const double Clip = 4;
    private const double MeanToDeviation = 1.2533141373155; // σ = √(π/2) × mean absolute deviation
    private const double MostZ = 50;

    private readonly SeasonalProfile _profile = new(season ?? TimeSpan.FromDays(1));
    private double _seen;
    private double _level;
    private double _slow;
    private double _drift; // an incident is no norm: clipped
    private double _recent; // what was told is known: not clipped
    private double _slowDrift;
    private double _scale;
    private double _seasonalError;
    private double _levelError;
    private double _seenSeasonal;

    public void Exchange(StateCodec codec)
    {
        _profile.Exchange(codec);
        codec.Exchange(ref _seen);
        codec.Exchange(ref _level);
        codec.Exchange(ref _slow);
        codec.Exchange(ref _drift);
        codec.Exchange(ref _recent);
        codec.Exchange(ref _slowDrift);
        codec.Exchange(ref _scale);
        codec.Exchange(ref _seasonalError);
        codec.Exchange(ref _levelError);
        codec.Exchange(ref _seenSeasonal);
    }

    /// <summary>Compares a point with what was expected, and learns it.</summary>
    /// <param name="point">The point.</param>
    /// <param name="pointsPerWeek">How often points come.</param>
    public Sample Observe(Point point, double pointsPerWeek)
    {
        var value = point.Value;
        if (_seen == 0)
            _level = _slow = value;
        var usual = _profile.Expect(point.Time);
        var seasonal = value - (usual ?? _level);
        var isSeasonal = usual is not null && (season is not null || _seenSeasonal > 2 * Start) && _seasonalError < _levelError;
        var expected = isSeasonal ? usual!.Value + _drift : _slow + _slowDrift;
        var residual = value - expected;
        var z = Standardize(point, residual, expected);
        var slowZ = Standardize(point, isSeasonal ? seasonal : value - _slow, isSeasonal ? usual!.Value : _slow);
        Learn(point, usual, residual, isSeasonal, pointsPerWeek);
        return new Sample(value, expected, residual, z, seasonal - (usual is null ? 0 : _recent), slowZ, isSeasonal);
    }

    private void Learn(Point point, double? usual, double residual, bool isSeasonal, double pointsPerWeek)
    {
        var value = point.Value;
        var deviation = _scale * MeanToDeviation;
        _seen++;
        if (usual is { } mean)
        {
            _seenSeasonal++;
            _seasonalError += Math.Max(ErrorGain, 1 / _seenSeasonal) * (Math.Abs(value - mean) - _seasonalError);
            _levelError += Math.Max(ErrorGain, 1 / _seenSeasonal) * (Math.Abs(value - _slow) - _levelError);
            _recent += DriftGain * (value - mean - _recent);
            _drift += DriftGain * Clipped(value - mean - _drift, deviation);
        }

        _profile.Learn(point.Time, value, isSeasonal ? deviation : 0, pointsPerWeek);
        _level += Math.Max(LevelGain, 1 / _seen) * (value - _level);
        _slowDrift += Math.Max(DriftGain, 1 / _seen) * Clipped(value - _slow - _slowDrift, deviation);
        _slow += Math.Max(SlowGain, 1 / _seen) * Clipped(value - _slow, deviation);
        _scale += Math.Max(ScaleGain, 1 / _seen) * (Math.Min(Math.Abs(residual), _seen > Start ? Clip * _scale + double.Epsilon : double.MaxValue) - _scale);
        if (_scale < 1e-300 && residual != 0)
            _scale = Math.Abs(residual) * ScaleGain;
    }

    private double Clipped(double deviation, double usual) => _seen > Start && usual > 0 ? Math.Clamp(deviation, -Clip * usual, Clip * usual) : deviation;

    private double Standardize(Point point, double residual, double expected)
    {
        if (kind.IsRate && point.Count is > 0 and var count && point.Value is >= 0 and <= 1)
            return Math.Clamp(DevianceResidual(point.Value, Math.Clamp(expected, 0.5 / (count + 1), 1 - 0.5 / (count + 1)), count), -MostZ, MostZ);
        var deviation = _scale * MeanToDeviation;
        if (_seen < 2 || residual == 0)
            return 0;
        return deviation > 0 ? Math.Clamp(residual / deviation, -MostZ, MostZ) : Math.Sign(residual) * MostZ;
    }

    private static double DevianceResidual(double share, double expected, double count)
    {
        var divergence = Part(share, expected) + Part(1 - share, 1 - expected);
        return Math.Sign(share - expected) * Math.Sqrt(2 * count * Math.Max(0, divergence));

        static double Part(double p, double q) => p <= 0 ? 0 : p * Math.Log(p / q);
    }
}

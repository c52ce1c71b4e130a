using AkkaApiBench.Analytics.Detection.Baselines;
using AkkaApiBench.Analytics.Detection.Detectors;
using AkkaApiBench.Analytics.Detection.State;

namespace AkkaApiBench.Analytics.Detection;

/// <summary>
/// How new a point is: as a value, for the time of the season, and with those just before it. Each distance is made a tail
/// probability; their mean logarithm (as in R. A. Fisher's combination, divided by the number of tests because they depend on one
/// another) is high when all find the point strange or one finds it very strange.
/// </summary>
internal sealed class NoveltyPool : IState
{
    // Three hours of five minutes: long against noise, short against a day.
    private const int MeanLength = 36;

    private readonly SeriesKind _kind;
    private readonly int _firstLearned;
    private readonly MovingMean _mean = new(MeanLength);
    private readonly ValueNovelty[] _novelties = [new(), new(), new()];
    private readonly TailCalibration[] _tails = [new(), new(), new()];
    private long _seen;

    /// <param name="kind">What the series measures.</param>
    /// <param name="warmup">How many points are not judged; the first third of them is too few to learn distances from.</param>
    public NoveltyPool(SeriesKind kind, int warmup) => (_kind, _firstLearned) = (kind, warmup / 3);

    public void Exchange(StateCodec codec)
    {
        _mean.Exchange(codec);
        foreach (var novelty in _novelties)
            novelty.Exchange(codec);
        foreach (var tail in _tails)
            tail.Exchange(codec);
        codec.Exchange(ref _seen);
    }

    /// <summary>The mean surprise of a point (−log10 of probabilities), before it is learned.</summary>
    public double Observe(in Sample sample)
    {
        ReadOnlySpan<double> values = [sample.Value, sample.SeasonalResidual, _mean.Observe(sample.Value)];
        var isBad = _kind.Badness(sample.Residual) > 0;
        var sum = 0d;
        for (var i = 0; i < values.Length; i++)
        {
            var distance = _novelties[i].Observe(values[i]);
            if (isBad)
                sum += _tails[i].Surprise(distance);
            if (_seen >= _firstLearned)
                _tails[i].Learn(distance);
        }

        _seen++;
        return sum / values.Length;
    }
}

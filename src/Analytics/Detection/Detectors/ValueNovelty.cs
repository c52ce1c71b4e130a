using AkkaApiBench.Analytics.Detection.State;

namespace AkkaApiBench.Analytics.Detection.Detectors;

/// <summary>
/// How far a value is from all that were ever seen: the distance to the nearest, which is the discord of length one (C.-C. M. Yeh
/// and others, "Matrix Profile I", ICDM 2016), among a bounded set of representatives of which the two closest are merged when it
/// is full (as in online leader clustering and adaptive resonance). What was seen once is known: a new state is told once.
/// Distances are of inverse hyperbolic sines about the first values' median, so that they are relative far away from it.
/// </summary>
internal sealed class ValueNovelty : IState
{
    private const int Capacity = 512;
    private const int Learned = 128;
    private readonly double[] _known = new double[Capacity + 1];
    private double _median;
    private double _scale;
    private int _count;
    private long _seen;

    public void Exchange(StateCodec codec)
    {
        codec.Exchange(_known, ref _count);
        codec.Exchange(ref _median);
        codec.Exchange(ref _scale);
        codec.Exchange(ref _seen);
    }

    /// <summary>The distance to the nearest known value, in units of the first values' spread; then knows it.</summary>
    public double Observe(double value)
    {
        if (_seen++ <= Learned || _scale == 0)
            SetScale();
        var place = Array.BinarySearch(_known, 0, _count, value);
        if (place >= 0)
            return 0;
        place = ~place;
        var key = Key(value);
        var distance = _count == 0 ? 0 : Math.Min(place < _count ? Key(_known[place]) - key : double.MaxValue, place > 0 ? key - Key(_known[place - 1]) : double.MaxValue);
        Array.Copy(_known, place, _known, place + 1, _count - place);
        _known[place] = value;
        _count++;
        if (_count > Capacity)
            MergeClosest();
        return distance;
    }

    private double Key(double value) => _scale > 0 ? Math.Asinh((value - _median) / _scale) : 0;

    private void SetScale()
    {
        if (_count == 0)
            return;
        _median = _known[_count / 2];
        var spread = (_known[(int)(0.75 * (_count - 1))] - _known[(int)(0.25 * (_count - 1))]) / 1.35;
        _scale = spread > 0 ? spread : (_known[_count - 1] - _known[0]) / 4;
    }

    private void MergeClosest()
    {
        var (closest, gap) = (1, double.MaxValue);
        for (var i = 1; i < _count - 1; i++)
        {
            // The ends stay: they are the range.
            var width = _known[i + 1] - _known[i - 1];
            if (width < gap)
                (closest, gap) = (i, width);
        }

        Array.Copy(_known, closest + 1, _known, closest, _count - closest - 1);
        _count--;
    }
}

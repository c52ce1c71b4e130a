using AkkaApiBench.Analytics.Detection.State;

namespace AkkaApiBench.Analytics.Detection.Detectors;

/// <summary>The mean of the last values.</summary>
internal sealed class MovingMean(int length) : IState
{
    private readonly double[] _last = new double[length];
    private long _seen;

    public void Exchange(StateCodec codec)
    {
        codec.Exchange(_last.AsSpan());
        codec.Exchange(ref _seen);
    }

    /// <summary>Adds a value and gives the mean with it.</summary>
    public double Observe(double value)
    {
        _last[_seen++ % length] = value;
        var count = (int)Math.Min(_seen, length);
        var sum = 0d;
        foreach (var one in _last.AsSpan(0, count))
            sum += one;
        return sum / count;
    }
}

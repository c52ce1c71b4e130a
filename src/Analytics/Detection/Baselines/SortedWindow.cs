using AkkaApiBench.Analytics.Detection.State;

namespace AkkaApiBench.Analytics.Detection.Baselines;

/// <summary>The last values, in order of their size: any quantile at once.</summary>
internal sealed class SortedWindow(int capacity) : IState
{
    private readonly double[] _sorted = new double[capacity];
    private readonly double[] _arrived = new double[capacity];
    private int _count;
    private int _next;

    public int Count => _count;

    public void Exchange(StateCodec codec)
    {
        codec.Exchange(_sorted, ref _count);
        codec.Exchange(_arrived.AsSpan());
        codec.Exchange(ref _next);
    }

    /// <summary>The quantile, between the neighbours where it falls between two values.</summary>
    public double Quantile(double share)
    {
        var place = share * (_count - 1);
        var below = (int)place;
        return below + 1 < _count ? _sorted[below] + (place - below) * (_sorted[below + 1] - _sorted[below]) : _sorted[below];
    }

    /// <summary>Adds a value, in place of the oldest when full.</summary>
    public void Add(double value)
    {
        if (_count == capacity)
        {
            var oldest = Array.BinarySearch(_sorted, 0, _count, _arrived[_next]);
            Array.Copy(_sorted, oldest + 1, _sorted, oldest, _count - oldest - 1);
            _count--;
        }

        var place = Array.BinarySearch(_sorted, 0, _count, value);
        place = place < 0 ? ~place : place;
        Array.Copy(_sorted, place, _sorted, place + 1, _count - place);
        _sorted[place] = value;
        _count++;
        _arrived[_next] = value;
        _next = (_next + 1) % capacity;
    }
}

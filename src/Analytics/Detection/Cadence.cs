using AkkaApiBench.Analytics.Detection.State;

namespace AkkaApiBench.Analytics.Detection;

/// <summary>How often points come: the median of the time between them, found by small steps (R. J. Tierney's stochastic approximation, 1983), so that gaps and jumps of the clock do not count.</summary>
internal sealed class Cadence : IState
{
    private const double FirstStep = 0.5;
    private const double LeastStep = 0.01;
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private long _last;
    private double _seen;
    private double _logSeconds;

    public void Exchange(StateCodec codec)
    {
        codec.Exchange(ref _last);
        codec.Exchange(ref _seen);
        codec.Exchange(ref _logSeconds);
    }

    /// <summary>Points in a week; a minute's distance is assumed until two came.</summary>
    public double PointsPerWeek => Math.Clamp(Week.TotalSeconds / (_seen == 0 ? 60 : Math.Exp(_logSeconds)), 1, Week.TotalSeconds);

    /// <summary>Learns a point's time.</summary>
    public void Observe(DateTimeOffset time)
    {
        var gap = (time.UtcTicks - _last) / (double)TimeSpan.TicksPerSecond;
        var isFirst = _last == 0;
        _last = time.UtcTicks;
        if (isFirst || gap <= 0)
            return;
        var log = Math.Log(gap);
        _logSeconds = _seen++ == 0 ? log : _logSeconds + Math.Sign(log - _logSeconds) * Math.Min(Math.Abs(log - _logSeconds), Math.Max(LeastStep, FirstStep / _seen));
    }
}

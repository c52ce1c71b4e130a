using AkkaApiBench.Analytics.Detection.State;

namespace AkkaApiBench.Analytics.Detection.Baselines;

/// <summary>
/// What is usual at each time of the season, and what each part of the week adds to it: means learned online, in which a value far
/// off counts as one less far off (P. J. Huber, "Robust estimation of a location parameter", 1964), so that an incident does not
/// become the norm.
/// </summary>
internal sealed class SeasonalProfile(TimeSpan season) : IState
{
    // Half hours of a day, and quarters of the days of a week: as fine as a season of a few days shows.
    private const int Bins = 48;
    private const int WeekBins = 28;

    // A season replaces a sixth of what is known of a bin, a point never more than 3 %: an incident of a day is not the norm of the next.
    private const double SeasonGain = 1d / 6;
    private const double MostGain = 0.03;
    private const double Clip = 4;

    // A part of the week is told from others after two weeks, of twelve bins each (of a day's).
    private const double WeekVisits = 24;
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private readonly double[] _means = new double[Bins];
    private readonly double[] _seen = new double[Bins];
    private readonly double[] _week = new double[WeekBins];
    private readonly double[] _weekSeen = new double[WeekBins];

    public void Exchange(StateCodec codec)
    {
        codec.Exchange(_means.AsSpan());
        codec.Exchange(_seen.AsSpan());
        codec.Exchange(_week.AsSpan());
        codec.Exchange(_weekSeen.AsSpan());
    }

    /// <summary>What is usual at a time; null when nothing was seen then.</summary>
    public double? Expect(DateTimeOffset time)
    {
        var (bin, share) = Place(time);
        var next = (bin + 1) % Bins;
        if (_seen[bin] == 0)
            return null;
        var mean = _seen[next] == 0 ? _means[bin] : (1 - share) * _means[bin] + share * _means[next];
        return mean + _week[WeekPlace(time)];
    }

    /// <summary>Learns a value.</summary>
    /// <param name="time">When.</param>
    /// <param name="value">The value.</param>
    /// <param name="scale">The usual deviation; 0 when not known.</param>
    /// <param name="pointsPerWeek">How often values come.</param>
    public void Learn(DateTimeOffset time, double value, double scale, double pointsPerWeek)
    {
        var visits = Math.Max(1, pointsPerWeek * season.Ticks / Week.Ticks / Bins);
        var (bin, share) = Place(time);
        var nearest = share < 0.5 || _seen[(bin + 1) % Bins] == 0 ? bin : (bin + 1) % Bins;
        nearest = _seen[bin] == 0 ? bin : nearest;
        var week = WeekPlace(time);
        var deviation = value - _week[week] - _means[nearest];
        if (_seen[nearest] >= 2 && scale > 0)
            deviation = Math.Clamp(deviation, -Clip * scale, Clip * scale);
        _seen[nearest] = Math.Min(_seen[nearest] + 1, 1e6);
        _means[nearest] += Math.Max(1 / _seen[nearest], Math.Min(MostGain, SeasonGain / visits)) * deviation;
        _weekSeen[week]++;
        if (_weekSeen[week] > WeekVisits * visits)
            _week[week] += Math.Min(MostGain, SeasonGain / visits) * (scale > 0 ? Math.Clamp(deviation, -Clip * scale, Clip * scale) : deviation);
    }

    private (int Bin, double Share) Place(DateTimeOffset time)
    {
        var position = (double)(time.UtcTicks % season.Ticks) / season.Ticks * Bins;
        var bin = Math.Min(Bins - 1, (int)position);
        return (bin, position - bin);
    }

    private static int WeekPlace(DateTimeOffset time) => (int)(time.UtcTicks % Week.Ticks * WeekBins / Week.Ticks);
}

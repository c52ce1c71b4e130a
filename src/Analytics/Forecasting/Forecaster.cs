using AkkaApiBench.Analytics.Forecasting.Methods;

namespace AkkaApiBench.Analytics.Forecasting;

/// <summary>
/// Forecasts a series by several methods, weighted by how well each did on the series' own past, with intervals as wide as the
/// errors of that past. See docs/forecasting.md.
/// </summary>
public static class Forecaster
{
    // Weights fall with this power of the error: who is half as good has a sixty-fourth of the weight.
    private const double Sharpness = 6;

    // Older values tell nothing more about the next ones, and cost time.
    private const int MaxHistory = 4096;

    // Fewer values leave nothing to try methods on.
    private const int MinTried = 4;

    /// <summary>Forecasts the values that follow.</summary>
    /// <param name="values">Values at even distances, the oldest first; one that is not finite is a gap.</param>
    /// <param name="options">What is asked.</param>
    /// <exception cref="ArgumentException">There is no finite value, or an option is out of range.</exception>
    public static Forecast Of(IReadOnlyList<double> values, ForecastOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Horizon);
        if (options.Season is { } season)
            ArgumentOutOfRangeException.ThrowIfLessThan(season, 2);
        if (options.Spacing is { } spacing)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(spacing, TimeSpan.Zero);
        if (!values.Any(double.IsFinite))
            throw new ArgumentException("there is no finite value to forecast from", nameof(values));

        var recent = Recent(values);
        var filled = HistoryCleaner.Clean(recent, []);
        var periods = SeasonFinder.Find(filled, options);
        var scale = ValueScale.Of(recent, periods.Count > 0 ? periods[0] : 1);
        var history = HistoryCleaner.Clean([.. recent.Select(scale.To)], periods);
        return history.Length < MinTried ? OfFew(history, options.Horizon, scale) : Combine(history, periods, options.Horizon, scale);
    }

    private static Forecast Combine(double[] history, IReadOnlyList<int> periods, int horizon, ValueScale scale)
    {
        var candidates = CandidatesFor(periods);
        var shortest = periods.Count > 0 ? periods[0] : 1;
        var step = periods.Count > 0 ? shortest : Math.Max(1, horizon / 2);
        var past = new RollingOrigin(history, horizon, step, candidates.Select(candidate => candidate.Minimum));
        var members = Weigh(past.Try(candidates))
            .Select(member => (member.Trial, member.Weight, Path: member.Trial.Candidate.Forecast(history, horizon)))
            .Where(member => member.Path is not null)
            .ToList();

        var errors = ErrorsOf(past, [.. members.Select(member => (member.Trial, member.Weight))]);
        var spread = Spread.Of([.. errors.Select(path => path.Errors)], [.. errors.Select(path => path.Start)], shortest);
        var sizes = errors.SelectMany(path => path.Errors.Select((error, at) => (Size: Math.Abs(error), Spread: spread.At(at, path.Start + at))))
            .Where(error => error.Spread > 0).Select(error => error.Size / error.Spread);
        var distribution = new ErrorDistribution(sizes, past.StretchesOf(errors.Count));

        var total = members.Sum(member => member.Weight);
        return new Forecast(
            [
                .. Enumerable.Range(0, horizon).Select(at => new ForecastStep(
                    at + 1, Mean(members.Select(member => (member.Path![at], member.Weight))), spread.At(at, history.Length + at), distribution, scale)),
            ],
            periods,
            [
                .. members.OrderByDescending(member => member.Weight)
                    .Select(member => new MethodWeight(member.Trial.Candidate.Name, member.Weight / total, member.Trial.RelativeError)),
            ]);
    }

    /// <summary>The errors of the weighted mean, from those origins at which most of the weight had a forecast.</summary>
    private static List<(int Start, double[] Errors)> ErrorsOf(RollingOrigin past, IReadOnlyList<(Trial Trial, double Weight)> members)
    {
        var most = members.Sum(member => member.Weight) / 2;
        return
        [
            .. from origin in Enumerable.Range(0, past.Origins.Count)
               let paths = members.Where(member => member.Trial.Paths[origin] is not null).Select(member => (Values: member.Trial.Paths[origin]!, member.Weight)).ToList()
               where paths.Sum(path => path.Weight) >= most
               select (past.Origins[origin], Enumerable.Range(0, past.Horizon).Select(at =>
                   past.Actual(origin, at) - Mean(paths.Select(path => (path.Values[at], path.Weight)))).ToArray()),
        ];
    }

    /// <summary>The last value again. By how much it may move hardly anybody knows: as much as it did, or by a share of itself.</summary>
    private static Forecast OfFew(double[] history, int horizon, ValueScale scale)
    {
        var last = history[^1];
        var unit = scale.IsLogarithmic || last == 0 ? 1 : Math.Abs(last);
        var moved = history.Skip(1).Zip(history, (later, earlier) => Math.Abs(later - earlier)).DefaultIfEmpty(0).Max();
        var spread = Math.Max(moved, unit / history.Length);
        var errors = new ErrorDistribution([], origins: 1);
        return new Forecast(
            [.. Enumerable.Range(0, horizon).Select(at => new ForecastStep(at + 1, last, spread * Math.Sqrt(at + 1), errors, scale))],
            [],
            [new MethodWeight(ForecastMethods.All[0].Name, 1, 1)]);
    }

    /// <summary>Every method without seasons, with the shortest, and with all.</summary>
    private static List<Candidate> CandidatesFor(IReadOnlyList<int> periods) =>
        [.. Enumerable.Range(0, periods.Count + 1).SelectMany(count => ForecastMethods.All.Select(method => new Candidate(method, [.. periods.Take(count)])))];

    private static IEnumerable<(Trial Trial, double Weight)> Weigh(IReadOnlyList<Trial> trials)
    {
        var best = trials.Min(trial => trial.RelativeError);
        return trials.Select(trial => (trial, Math.Pow(best / trial.RelativeError, Sharpness)));
    }

    private static double Mean(IEnumerable<(double Value, double Weight)> parts)
    {
        double sum = 0, weights = 0;
        foreach (var (value, weight) in parts)
            (sum, weights) = (sum + weight * value, weights + weight);
        return sum / weights;
    }

    private static List<double> Recent(IReadOnlyList<double> values)
    {
        var known = values.SkipWhile(value => !double.IsFinite(value)).ToList();
        return known.Count > MaxHistory ? known[^MaxHistory..] : known;
    }
}

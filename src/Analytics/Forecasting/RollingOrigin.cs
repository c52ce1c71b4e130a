using AkkaApiBench.Analytics.Forecasting.Methods;

namespace AkkaApiBench.Analytics.Forecasting;

/// <summary>A method with the seasons it is given.</summary>
internal sealed record Candidate(IForecastMethod Method, IReadOnlyList<int> Periods)
{
    public string Name => Periods.Count == 0 ? Method.Name : $"{Method.Name}({string.Join(",", Periods)})";

    public int Minimum => Method.MinimumOf(Periods);

    /// <summary>Continues the history; null where it has too few values or the method came to no finite numbers.</summary>
    public double[]? Forecast(ReadOnlySpan<double> history, int horizon) =>
        history.Length >= Minimum && Method.Forecast(history, Periods, horizon) is var path && path.All(double.IsFinite) ? path : null;
}

/// <summary>A candidate's forecasts of the past.</summary>
/// <param name="Candidate">Whose.</param>
/// <param name="Paths">One from each origin; null where it had none.</param>
/// <param name="RelativeError">Its mean absolute error relative to that of the first candidate, from the same origins.</param>
internal sealed record Trial(Candidate Candidate, IReadOnlyList<double[]?> Paths, double RelativeError);

/// <summary>
/// Forecasts the past from times in it, each with what was known by then (L. J. Tashman, "Out-of-sample tests of forecasting
/// accuracy", International Journal of Forecasting 16, 2000).
/// </summary>
internal sealed class RollingOrigin
{
    private const int MaxOrigins = 12;

    // Fewer say little about how wide the intervals must be.
    private const int EnoughStretches = 3;

    // Whoever is this much worse than the best after a few origins has no weight in the end.
    private const int ScreeningOrigins = 3;
    private const double Hopeless = 3;

    private readonly double[] _history;

    /// <summary>Chooses the origins.</summary>
    /// <param name="history">Finite values; two or more.</param>
    /// <param name="horizon">How far the forecast will go; a quarter of the history is the most that is tried.</param>
    /// <param name="step">How far apart the origins are at most: a season.</param>
    /// <param name="needs">How many values each candidate needs; those that need too many are tried from late origins only.</param>
    public RollingOrigin(double[] history, int horizon, int step, IEnumerable<int> needs)
    {
        _history = history;
        Horizon = Math.Min(horizon, Math.Max(1, history.Length / 4));
        var last = history.Length - Horizon;
        var rooms = needs.Select(need => Math.Max(0, last - need)).Order().ToList();
        var room = rooms.Find(left => left >= EnoughStretches * Horizon) is var enough and > 0 ? enough : rooms[^1];
        var apart = Math.Clamp(room / (MaxOrigins - 1), 1, step);
        Origins = [.. Enumerable.Range(0, Math.Min(MaxOrigins, room / apart + 1)).Select(i => last - i * apart)];
    }

    /// <summary>How many values were known at each, the latest first.</summary>
    public IReadOnlyList<int> Origins { get; }

    /// <summary>How many steps are forecast from each.</summary>
    public int Horizon { get; }

    /// <summary>How many stretches the latest <paramref name="origins"/> make that do not overlap.</summary>
    public double StretchesOf(int origins) => 1 + (Origins[0] - Origins[origins - 1]) / (double)Horizon;

    /// <summary>Tries each candidate; the hopeless are left out. The first one is what errors are relative to.</summary>
    public IReadOnlyList<Trial> Try(IReadOnlyList<Candidate> candidates)
    {
        var screened = Math.Min(ScreeningOrigins, Origins.Count);
        var trials = candidates.Select(candidate => (Candidate: candidate, Paths: PathsOf(candidate, 0, screened))).ToList();
        var reference = trials[0].Paths.Select((path, i) => ErrorOf(path, i)).ToList();
        var errors = trials.Select(trial => RelativeTo(reference, trial.Paths)).ToList();
        var limit = Hopeless * errors.Min();

        reference.AddRange(PathsOf(candidates[0], screened, Origins.Count).Select((path, i) => ErrorOf(path, screened + i)));
        return
        [
            .. trials.Where((_, i) => errors[i] <= limit)
                .Select(trial => (trial.Candidate, Paths: (List<double[]?>)[.. trial.Paths, .. PathsOf(trial.Candidate, screened, Origins.Count)]))
                .Select(trial => new Trial(trial.Candidate, trial.Paths, RelativeTo(reference, trial.Paths))),
        ];
    }

    /// <summary>The value that came, <paramref name="step"/> (from 0) after an origin.</summary>
    public double Actual(int origin, int step) => _history[Origins[origin] + step];

    private List<double[]?> PathsOf(Candidate candidate, int first, int end) =>
        [.. Enumerable.Range(first, end - first).Select(i => candidate.Forecast(_history.AsSpan(0, Origins[i]), Horizon))];

    private double RelativeTo(List<double?> reference, List<double[]?> paths)
    {
        double own = 0, others = 0;
        for (var i = 0; i < paths.Count; i++)
        {
            if (ErrorOf(paths[i], i) is { } error && reference[i] is { } other)
                (own, others) = (own + error, others + other);
        }

        // Where nothing varies all errors are rounding, and all candidates the same.
        var rounding = 1e-12 * Math.Abs(_history[^1]) * Horizon * paths.Count + double.Epsilon;
        return paths.All(path => path is null) ? double.PositiveInfinity : (own + rounding) / (others + rounding);
    }

    private double? ErrorOf(double[]? path, int origin)
    {
        if (path is null)
            return null;
        double sum = 0;
        for (var step = 0; step < path.Length; step++)
            sum += Math.Abs(path[step] - Actual(origin, step));
        return sum;
    }
}

using AkkaApiBench.Analytics.Forecasting.Numerics;

namespace AkkaApiBench.Analytics.Forecasting.Methods;

/// <summary>
/// Exponential smoothing of level, damped trend and each season (ETS(A,Ad,A): R. J. Hyndman and others, "Forecasting with
/// exponential smoothing", 2008), with several seasons and an autoregressive error (J. W. Taylor, "Short-term electricity demand
/// forecasting using double seasonal exponential smoothing", JORS 54, 2003). The parameters have the least squared error of one step.
/// </summary>
internal sealed class HoltWinters : IForecastMethod
{
    private const int Passes = 2;
    private static readonly double[] Smoothings = [0.001, 0.01, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 0.95];
    private static readonly double[] Dampings = [0, 0.9, 0.98, 1];
    private static readonly double[] Correlations = [0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98];

    // A trend must earn its place: it is what errs furthest.
    private const double TrendGain = 0.98;

    public string Name => "holt_winters";

    public int MinimumOf(IReadOnlyList<int> periods) => periods.Count == 0 ? 5 : periods[^1] * 3 / 2;

    public double[] Forecast(ReadOnlySpan<double> history, IReadOnlyList<int> periods, int horizon)
    {
        var start = State.Begin(history, periods);
        var seasons = new double[periods.Count];
        Array.Fill(seasons, 0.1);
        var best = new Parameters(Level: 0.1, Slope: 0.03, Damping: 0, Correlation: 0.5, seasons);
        var loss = start.LossOf(best, history, double.PositiveInfinity);
        for (var pass = 0; pass < Passes; pass++)
        {
            foreach (var candidate in best.Neighbours())
                Try(candidate, history);
            foreach (var smoothing in Smoothings)
                Try(best with { Level = smoothing }, history);
            foreach (var correlation in Correlations)
                Try(best with { Correlation = correlation }, history);
            for (var i = 0; i < seasons.Length; i++)
            {
                foreach (var smoothing in Smoothings)
                    Try(best with { Seasons = [.. best.Seasons[..i], smoothing, .. best.Seasons[(i + 1)..]] }, history);
            }
        }

        var end = start.Copy();
        foreach (var value in history)
            end.Move(best, value);
        var forecast = new double[horizon];
        for (var step = 0; step < horizon; step++)
            forecast[step] = end.Move(best, null);
        return forecast;

        void Try(Parameters candidate, ReadOnlySpan<double> history)
        {
            var allowed = candidate.Damping > 0 && best.Damping == 0 ? loss * TrendGain : loss;
            if (start.LossOf(candidate, history, allowed) is var found && found < allowed)
                (best, loss) = (candidate, found);
        }
    }

    private sealed record Parameters(double Level, double Slope, double Damping, double Correlation, double[] Seasons)
    {
        /// <summary>The same with every other trend.</summary>
        public IEnumerable<Parameters> Neighbours() =>
            from damping in Dampings
            from slope in damping == 0 ? [Slope] : Smoothings
            select this with { Damping = damping, Slope = slope };
    }

    private sealed class State
    {
        private readonly double[][] _seasons;
        private readonly int[] _places;
        private readonly double _firstSlope;
        private double _level;
        private double _slope;
        private double _error;

        private State(double level, double slope, double[][] seasons)
        {
            (_level, _slope, _firstSlope) = (level, slope, slope);
            _seasons = seasons;
            _places = new int[seasons.Length];
        }

        /// <summary>Level and slope of the beginning, and the effects of the first seasons.</summary>
        public static State Begin(ReadOnlySpan<double> history, IReadOnlyList<int> periods)
        {
            var head = history[..Math.Min(history.Length, periods.Count == 0 ? 5 : 2 * periods[^1])];
            var effects = SeasonalEffects.Of(head, periods);
            var rest = effects.RemoveFrom(head);
            var line = Line.Through(rest);
            return new State(line.At(-1), line.Slope, [.. Enumerable.Range(0, periods.Count).Select(effects.Season)]);
        }

        public State Copy() => new(_level, _firstSlope, [.. _seasons.Select(season => season.ToArray())]);

        /// <summary>The sum of squared errors; stops when it is no longer below <paramref name="limit"/>.</summary>
        public double LossOf(Parameters parameters, ReadOnlySpan<double> history, double limit)
        {
            var state = Copy();
            double loss = 0;
            for (var t = 0; t < history.Length && loss < limit; t++)
            {
                var error = history[t] - state.Move(parameters, history[t]);
                loss += error * error;
            }

            return loss;
        }

        /// <summary>Foretells the next value, and learns from it where it is known.</summary>
        public double Move(Parameters parameters, double? value)
        {
            var drift = parameters.Damping * _slope;
            var expected = _level + drift;
            for (var i = 0; i < _seasons.Length; i++)
                expected += _seasons[i][_places[i]];
            var foretold = expected + parameters.Correlation * _error;

            var error = value - expected ?? 0;
            _error = value is null ? parameters.Correlation * _error : error;
            _level += drift + parameters.Level * error;
            _slope = drift + parameters.Level * parameters.Slope * error;
            for (var i = 0; i < _seasons.Length; i++)
            {
                _seasons[i][_places[i]] += parameters.Seasons[i] * error;
                if (++_places[i] == _seasons[i].Length)
                    _places[i] = 0;
            }

            return foretold;
        }
    }
}

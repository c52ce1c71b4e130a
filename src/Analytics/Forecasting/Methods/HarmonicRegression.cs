using System.Numerics;
using AkkaApiBench.Analytics.Forecasting.Numerics;

namespace AkkaApiBench.Analytics.Forecasting.Methods;

/// <summary>
/// Dynamic harmonic regression: waves of each season and autoregressive errors (R. J. Hyndman, G. Athanasopoulos, "Forecasting:
/// principles and practice", 3rd ed. 2021, section 10.5), by two steps of generalised least squares (D. Cochrane, G. H. Orcutt,
/// JASA 44, 1949).
/// </summary>
/// <remarks>
/// An autoregression's filter turns a wave into one of the same frequency, only higher or lower and shifted. So the filtered
/// regression is solved with the waves as they are, and each frequency's coefficients are divided by the filter's response.
/// </remarks>
internal sealed class HarmonicRegression : IForecastMethod
{
    private const int MaxOrder = 50;
    private const double Ridge = 0.3;

    // All waves of a day of hours; of a week of hours those of at least four hours.
    private const int MaxWaves = 40;

    public string Name => "harmonic_regression";

    public int MinimumOf(IReadOnlyList<int> periods) => periods.Count == 0 ? 8 : periods[^1] * 3 / 2;

    public double[] Forecast(ReadOnlySpan<double> history, IReadOnlyList<int> periods, int horizon)
    {
        var n = history.Length;
        var frequencies = FrequenciesOf(periods, n);
        var waves = WavesOf(frequencies, n + horizon);
        var standard = Standard.Of(history);
        var values = new double[n];
        for (var t = 0; t < n; t++)
            values[t] = standard.From(history[t]);

        var coefficients = Fit(waves, values, 0, frequencies, Filter.None);
        var errors = ErrorsOf(waves, values, coefficients);
        var filter = new Filter(Autoregression.Fit(errors, MaxOrder));
        coefficients = Fit(waves, filter.Of(values), filter.Order, frequencies, filter);
        errors = ErrorsOf(waves, values, coefficients);

        var forecast = Autoregression.Fit(errors, MaxOrder).Forecast(errors, horizon);
        for (var step = 0; step < horizon; step++)
            forecast[step] = standard.Back(forecast[step] + NormalEquations.Dot(waves[n + step], coefficients));
        return forecast;
    }

    private static double[] FrequenciesOf(IReadOnlyList<int> periods, int n)
    {
        var frequencies = new List<double>();
        for (var i = 0; i < periods.Count; i++)
        {
            for (var wave = 1; wave <= Math.Min(periods[i] / 2, MaxWaves) && frequencies.Count < n / 5; wave++)
            {
                // A shorter season has this wave already.
                if (!periods.Take(i).Any(shorter => (long)wave * shorter % periods[i] == 0))
                    frequencies.Add((double)wave / periods[i]);
            }
        }

        return [.. frequencies];
    }

    /// <summary>For each time 1 and, for each frequency, sine and cosine.</summary>
    private static double[][] WavesOf(double[] frequencies, int count)
    {
        var rows = new double[count][];
        for (var t = 0; t < count; t++)
            rows[t] = [1, .. new double[2 * frequencies.Length]];
        for (var i = 0; i < frequencies.Length; i++)
        {
            var turn = Complex.FromPolarCoordinates(1, 2 * Math.PI * frequencies[i]);
            var wave = Complex.One;
            for (var t = 0; t < count; t++)
            {
                (rows[t][2 * i + 1], rows[t][2 * i + 2]) = (wave.Imaginary, wave.Real);
                wave *= turn;
            }
        }

        return rows;
    }

    private static double[] Fit(double[][] waves, double[] values, int from, double[] frequencies, Filter filter)
    {
        var equations = new NormalEquations(waves[0].Length);
        for (var t = from; t < values.Length; t++)
            equations.Add(waves[t], values[t]);

        var responses = Array.ConvertAll(frequencies, filter.ResponseAt);
        var ridge = new double[waves[0].Length];
        for (var i = 0; i < responses.Length; i++)
            ridge[2 * i + 1] = ridge[2 * i + 2] = Ridge / Math.Max(1e-6, responses[i].Magnitude * responses[i].Magnitude);

        var coefficients = equations.Solve(ridge);
        coefficients[0] /= filter.ResponseAt(0).Real;
        for (var i = 0; i < responses.Length; i++)
        {
            // a·sin + b·cos is the real part of (b − ai)·e^(iωt).
            var amplitude = new Complex(coefficients[2 * i + 2], -coefficients[2 * i + 1]) / responses[i];
            (coefficients[2 * i + 1], coefficients[2 * i + 2]) = (-amplitude.Imaginary, amplitude.Real);
        }

        return coefficients;
    }

    private static double[] ErrorsOf(double[][] waves, double[] values, double[] coefficients)
    {
        var errors = new double[values.Length];
        for (var t = 0; t < errors.Length; t++)
            errors[t] = values[t] - NormalEquations.Dot(waves[t], coefficients);
        return errors;
    }

    /// <summary>Takes out of values what their past foretells.</summary>
    private sealed class Filter(Autoregression? autoregression)
    {
        public static readonly Filter None = new(null);

        public int Order => autoregression?.Order ?? 0;

        public double[] Of(double[] values)
        {
            var filtered = new double[values.Length];
            for (var t = 0; t < values.Length; t++)
                filtered[t] = autoregression?.Innovation(values, t) ?? values[t];
            return filtered;
        }

        public Complex ResponseAt(double frequency)
        {
            var response = Complex.One;
            for (var lag = 1; lag <= Order; lag++)
                response -= autoregression!.Coefficients[lag - 1] * Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency * lag);
            return response;
        }
    }
}

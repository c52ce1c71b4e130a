namespace AkkaApiBench.Analytics.Forecasting;

/// <summary>
/// How far forecasts are off, by the step and by the place in the season: quiet hours have narrow intervals. Errors of the past,
/// squared and averaged over neighbouring steps, times how much more or less than others their place in the season varies.
/// </summary>
internal sealed class Spread
{
    // How much of a place's own variation is believed: few errors tell of it.
    private const double Belief = 0.4;

    // Neighbouring places in a day of hours: one hour.
    private const int PlacesPerNeighbour = 24;

    private readonly double[] _variances;
    private readonly double[] _places;

    private Spread(double[] variances, double[] places) => (_variances, _places) = (variances, places);

    /// <summary>Learns from errors.</summary>
    /// <param name="errors">For each origin the error of each step.</param>
    /// <param name="origins">The time of each origin's first step.</param>
    /// <param name="season">The length of the shortest season; 1 for none.</param>
    public static Spread Of(IReadOnlyList<double[]> errors, IReadOnlyList<int> origins, int season)
    {
        var horizon = errors[0].Length;
        var variances = new double[horizon];
        for (var step = 0; step < horizon; step++)
        {
            double sum = 0, weights = 0;
            for (var other = 0; other < horizon; other++)
            {
                var weight = Math.Exp(-2d * Math.Abs(other - step) / horizon);
                foreach (var path in errors)
                    sum += weight * path[other] * path[other];
                weights += weight * errors.Count;
            }

            variances[step] = sum / weights;
        }

        return new Spread(variances, PlacesOf(errors, origins, season, variances));
    }

    /// <summary>The spread of a step (from 0) at a time. Beyond the steps that were tried the variance grows as a random walk's.</summary>
    public double At(int step, int time)
    {
        var variance = step < _variances.Length
            ? _variances[step]
            : _variances[^1] * (step + 1d) / _variances.Length;
        return Math.Sqrt(variance * _places[time % _places.Length]);
    }

    private static double[] PlacesOf(IReadOnlyList<double[]> errors, IReadOnlyList<int> origins, int season, double[] variances)
    {
        var sums = new double[season];
        var counts = new double[season];
        for (var origin = 0; origin < errors.Count; origin++)
        {
            for (var step = 0; step < variances.Length; step++)
            {
                if (variances[step] <= 0)
                    continue;
                sums[(origins[origin] + step) % season] += errors[origin][step] * errors[origin][step] / variances[step];
                counts[(origins[origin] + step) % season]++;
            }
        }

        var reach = season / PlacesPerNeighbour;
        var places = new double[season];
        for (var place = 0; place < season; place++)
        {
            double sum = 0, count = 0;
            for (var beside = -reach; beside <= reach; beside++)
            {
                sum += sums[(place + beside + season) % season];
                count += counts[(place + beside + season) % season];
            }

            places[place] = sum > 0 && count > 0 ? Math.Pow(sum / count, Belief) : 1;
        }

        return places;
    }
}

namespace AkkaApiBench.Analytics.Forecasting;

/// <summary>
/// The scale on which a series is even: logarithmic for positive values that spread with their level, else as they are. Which one
/// is Guerrero's choice (V. M. Guerrero, "Time-series analysis supported by power transformations", Journal of Forecasting 12,
/// 1993) between those two: where the spread, divided by what the scale expects, varies less from block to block.
/// </summary>
/// <param name="IsLogarithmic">True for logarithms.</param>
/// <param name="Floor">The smallest value that makes sense.</param>
internal readonly record struct ValueScale(bool IsLogarithmic, double Floor)
{
    private const int MinBlock = 4;

    /// <summary>Chooses the scale.</summary>
    /// <param name="values">The history; what is not finite is left out.</param>
    /// <param name="season">The length of a block.</param>
    public static ValueScale Of(IReadOnlyList<double> values, int season)
    {
        var known = values.Where(double.IsFinite).ToList();
        if (known.Min() is var least && least <= 0)
            return new ValueScale(false, least < 0 ? double.NegativeInfinity : 0);

        var blocks = known.Chunk(Math.Max(MinBlock, season)).Where(block => block.Length >= MinBlock)
            .Select(block => (Mean: block.Average(), Deviation: DeviationOf(block)))
            .Where(block => block.Deviation > 0).ToList();
        var plain = VariationOf([.. blocks.Select(block => block.Deviation)]);
        var logarithmic = VariationOf([.. blocks.Select(block => block.Deviation / block.Mean)]);
        return new ValueScale(logarithmic <= plain && blocks.Count > 0, 0);
    }

    public double To(double value) => !IsLogarithmic ? value : value > 0 ? Math.Log(value) : double.NegativeInfinity;

    public double Back(double value) => IsLogarithmic ? Math.Exp(Math.Min(value, 700)) : Math.Max(value, Floor);

    private static double VariationOf(double[] values) => values.Length == 0 ? 0 : DeviationOf(values) / values.Average();

    private static double DeviationOf(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}

namespace AkkaApiBench.Messages.Plans;

/// <summary>The shape of a <see cref="Variation"/>. The numbers are stored and sent: never reuse one.</summary>
public enum VariationShape
{
    /// <summary>Always the mean.</summary>
    Fixed = 0,

    /// <summary>Every value from the least to the most is as likely.</summary>
    Uniform = 1,

    /// <summary>The bell curve.</summary>
    Normal = 2,

    /// <summary>The logarithm is normal: many small values, few large ones, as prompts of people are.</summary>
    LogNormal = 3,
}

/// <summary>
/// How a whole number varies: tokens of a text, milliseconds of a pause. Values of the normal shapes beyond four standard
/// deviations (one in 16,000) are cut off there, so that there is a largest one, which a budget can reckon with.
/// </summary>
/// <param name="Shape">The shape.</param>
/// <param name="Mean">The mean; of the numbers themselves also where their logarithm is normal.</param>
/// <param name="Deviation">The standard deviation, likewise; 0 for the other shapes.</param>
/// <param name="Min">The least value.</param>
/// <param name="Max">The most.</param>
public sealed record Variation(VariationShape Shape, double Mean, double Deviation, int Min, int Max)
{
    private const double Widest = 4;

    /// <summary>Always the same.</summary>
    public static Variation Always(int value) => new(VariationShape.Fixed, value, 0, value, value);

    /// <summary>Any value of a range.</summary>
    public static Variation Between(int min, int max) => new(VariationShape.Uniform, (min + (double)max) / 2, 0, min, max);

    /// <summary>The largest value that there can be.</summary>
    public int Largest => Shape switch
    {
        VariationShape.Normal => Cut(Mean + (Widest * Deviation)),
        VariationShape.LogNormal => Cut(Math.Exp(Log.Mean + (Widest * Log.Deviation))),
        VariationShape.Uniform => Max,
        _ => Cut(Mean),
    };

    /// <summary>Draws the n-th value.</summary>
    public int Draw(RandomNumbers random, long number) => Shape switch
    {
        VariationShape.Uniform => Min + (int)(random.Unit(number) * ((long)Max - Min + 1)),
        VariationShape.Normal => Cut(Mean + (Deviation * Standard(random, number))),
        VariationShape.LogNormal => Cut(Math.Exp(Log.Mean + (Log.Deviation * Standard(random, number)))),
        _ => Cut(Mean),
    };

    /// <summary>Mean and standard deviation of the logarithm.</summary>
    private (double Mean, double Deviation) Log
    {
        get
        {
            var variance = Math.Log(1 + (Deviation / Mean * Deviation / Mean));
            return (Math.Log(Mean) - (variance / 2), Math.Sqrt(variance));
        }
    }

    /// <summary>A number of the standard normal distribution (Box and Muller, 1958).</summary>
    private static double Standard(RandomNumbers random, long number)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - random.Unit(2 * number)));
        return Math.Clamp(radius * Math.Cos(2 * Math.PI * random.Unit((2 * number) + 1)), -Widest, Widest);
    }

    private int Cut(double value) => (int)Math.Max(Min, Math.Min(Max, Math.Round(value)));
}

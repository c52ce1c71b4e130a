namespace AkkaApiBench.Analytics.Statistics;

/// <summary>A closed interval; an infinite bound says that the data does not bound it.</summary>
/// <param name="Lower">The smaller bound.</param>
/// <param name="Upper">The larger bound.</param>
public readonly record struct Interval(double Lower, double Upper)
{
    /// <summary>The two-sided quantile of the normal distribution for 95 %.</summary>
    internal const double Z95 = 1.959963984540054;

    /// <summary>Every number: the data says nothing.</summary>
    public static readonly Interval Unbounded = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>One number, known exactly.</summary>
    public static Interval At(double value) => new(value, value);

    /// <summary>True when the intervals have a number in common.</summary>
    public bool Overlaps(Interval other) => Lower <= other.Upper && other.Lower <= Upper;

    /// <summary>True when <paramref name="value"/> lies in the interval, bounds included.</summary>
    public bool Contains(double value) => Lower <= value && value <= Upper;

    /// <summary>The interval of a figure that is <paramref name="factor"/> (not negative) times this one.</summary>
    public Interval Scale(double factor) => new(Lower * factor, Upper * factor);
}

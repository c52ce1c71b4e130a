using AkkaApiBench.Simulator.Behaviour;

namespace AkkaApiBench.Simulator.Profiles;

/// <summary>How a simulated quantity varies: durations in milliseconds, lengths in tokens.</summary>
public abstract record Distribution
{
    /// <summary>The expected value.</summary>
    public abstract double Mean { get; }

    /// <summary>Draws one value, never negative.</summary>
    internal abstract double Sample(ref Draw draw);
}

/// <summary>Always the same value.</summary>
/// <param name="Value">The value, not negative.</param>
public sealed record Constant(double Value) : Distribution
{
    /// <inheritdoc/>
    public override double Mean => Value;

    internal override double Sample(ref Draw draw) => Value;
}

/// <summary>Any value of a range, each as likely.</summary>
/// <param name="Min">The smallest value, not negative.</param>
/// <param name="Max">The largest value, not below <paramref name="Min"/>.</param>
public sealed record Uniform(double Min, double Max) : Distribution
{
    /// <inheritdoc/>
    public override double Mean => (Min + Max) / 2;

    internal override double Sample(ref Draw draw) => Min + (Max - Min) * draw.NextUnit();
}

/// <summary>Memoryless: many short values, few long ones.</summary>
/// <param name="Average">The mean, above 0.</param>
public sealed record Exponential(double Average) : Distribution
{
    /// <inheritdoc/>
    public override double Mean => Average;

    internal override double Sample(ref Draw draw) => -Average * Math.Log(1 - draw.NextUnit());
}

/// <summary>The exponential of a normal: the usual shape of latencies.</summary>
/// <param name="Median">The median, above 0.</param>
/// <param name="Sigma">The standard deviation of the logarithm, not negative.</param>
public sealed record Lognormal(double Median, double Sigma) : Distribution
{
    /// <inheritdoc/>
    public override double Mean => Median * Math.Exp(Sigma * Sigma / 2);

    internal override double Sample(ref Draw draw) => Median * Math.Exp(Sigma * draw.NextNormal());
}

/// <summary>A sum of exponentials: the larger the shape, the more even.</summary>
/// <param name="Average">The mean, above 0.</param>
/// <param name="Shape">The shape k, above 0; the coefficient of variation is 1/√k.</param>
public sealed record Gamma(double Average, double Shape) : Distribution
{
    /// <inheritdoc/>
    public override double Mean => Average;

    internal override double Sample(ref Draw draw) =>
        Shape >= 1
            ? Average / Shape * Standard(Shape, ref draw)
            : Average / Shape * Standard(Shape + 1, ref draw) * Math.Pow(1 - draw.NextUnit(), 1 / Shape);

    /// <summary>Marsaglia and Tsang: A Simple Method for Generating Gamma Variables, 2000; for shapes from 1.</summary>
    private static double Standard(double shape, ref Draw draw)
    {
        var d = shape - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var normal = draw.NextNormal();
            var cube = 1 + c * normal;
            if (cube <= 0)
                continue;
            cube = cube * cube * cube;
            if (Math.Log(1 - draw.NextUnit()) < normal * normal / 2 + d - d * cube + d * Math.Log(cube))
                return d * cube;
        }
    }
}

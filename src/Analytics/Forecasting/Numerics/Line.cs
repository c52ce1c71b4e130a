namespace AkkaApiBench.Analytics.Forecasting.Numerics;

/// <summary>The line of least squares through values at the times 0, 1, 2, …</summary>
internal readonly record struct Line(double Intercept, double Slope)
{
    public static Line Through(ReadOnlySpan<double> values)
    {
        double sum = 0, products = 0, squares = 0;
        var middle = (values.Length - 1) / 2d;
        for (var t = 0; t < values.Length; t++)
        {
            sum += values[t];
            products += (t - middle) * values[t];
            squares += (t - middle) * (t - middle);
        }

        var slope = squares > 0 ? products / squares : 0;
        return new Line(sum / values.Length - slope * middle, slope);
    }

    public double At(double time) => Intercept + Slope * time;
}

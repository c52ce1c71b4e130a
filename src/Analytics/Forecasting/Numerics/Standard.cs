namespace AkkaApiBench.Analytics.Forecasting.Numerics;

/// <summary>Values moved and stretched to a mean of 0 and a variance of 1.</summary>
internal readonly record struct Standard(double Mean, double Deviation)
{
    public static Standard Of(ReadOnlySpan<double> values)
    {
        double sum = 0, squares = 0;
        foreach (var value in values)
            sum += value;
        var mean = sum / values.Length;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        var deviation = Math.Sqrt(squares / values.Length);
        return new Standard(mean, deviation > 1e-12 * Math.Abs(mean) ? deviation : 1);
    }

    public double From(double value) => (value - Mean) / Deviation;

    public double Back(double value) => value * Deviation + Mean;
}

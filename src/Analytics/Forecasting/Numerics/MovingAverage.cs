namespace AkkaApiBench.Analytics.Forecasting.Numerics;

/// <summary>The mean of a season around each value; at both ends that of the first and of the last whole season.</summary>
internal static class MovingAverage
{
    public static double[] Of(ReadOnlySpan<double> values, int length)
    {
        var averages = new double[values.Length];
        double sum = 0;
        for (var t = 0; t < length; t++)
            sum += values[t];
        for (var start = 0; start + length <= values.Length; start++)
        {
            if (start > 0)
                sum += values[start + length - 1] - values[start - 1];
            averages[start + length / 2] = sum / length;
        }

        averages.AsSpan(0, length / 2).Fill(averages[length / 2]);
        var last = values.Length - length + length / 2;
        averages.AsSpan(last).Fill(averages[last]);
        return averages;
    }
}

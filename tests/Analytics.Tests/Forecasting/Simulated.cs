namespace AkkaApiBench.Analytics.Tests.Forecasting;

/// <summary>Series whose law is known.</summary>
internal static class Simulated
{
    /// <summary>An autoregression of order one around a daily wave, with normal innovations.</summary>
    public static double[] Daily(int seed, int count, double level = 100, double wave = 20, double correlation = 0.6, double noise = 5)
    {
        var random = new Random(seed);
        double error = 0;
        return [.. Enumerable.Range(0, count).Select(t =>
        {
            error = correlation * error + noise * Normal(random);
            return level + wave * Math.Sin(2 * Math.PI * t / 24) + error;
        })];
    }

    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

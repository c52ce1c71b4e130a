using System.Globalization;

namespace AkkaApiBench.Accuracy;

/// <summary>Compares what was measured with what was done.</summary>
internal static class ErrorTable
{
    /// <summary>Writes the table; 1 when nothing could be compared.</summary>
    public static int Write(StreamLoad load, IReadOnlyList<MeasuredRequest> measured, IReadOnlyDictionary<string, RequestTruth> truth)
    {
        var pairs = measured.Where(one => truth.ContainsKey(one.Id)).Select(one => (Measured: one, Truth: truth[one.Id])).ToList();
        if (pairs.Count == 0)
        {
            Console.Error.WriteLine("No request was found on both sides.");
            return 1;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{load.Streams} streams at a time of {load.TokensPerSecond} tokens/s, {pairs.Count} answers of {load.Tokens} tokens; |error| in ms"));
        Console.WriteLine($"{"",-34} {"p50",8} {"p90",8} {"p99",8} {"p99.9",8} {"max",8}");
        Line("ttft: measured - done", pairs.Select(pair => pair.Measured.Ttft - pair.Truth.FirstToken));
        Line("latency: measured - done", pairs.Select(pair => pair.Measured.Latency - pair.Truth.End));
        Line("simulator: done - planned", pairs.SelectMany(pair => pair.Truth.Lateness));
        return 0;
    }

    private static void Line(string name, IEnumerable<double> errors)
    {
        var sorted = errors.Select(error => Math.Abs(error) * 1000).Order().ToList();
        var figures = new[] { 0.5, 0.9, 0.99, 0.999, 1 }.Select(share => sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-34} {string.Join(' ', figures.Select(figure => figure.ToString("0.000", CultureInfo.InvariantCulture).PadLeft(8)))}"));
    }
}

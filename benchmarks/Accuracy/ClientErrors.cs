using System.Globalization;
using AkkaApiBench.Common;

namespace AkkaApiBench.Accuracy;

/// <summary>How far a client's times are from what the simulator did; |error| in milliseconds.</summary>
internal sealed record ClientErrors(string Client, int Answers, Spread TtftMs, Spread TokenGapMs, Spread LatencyMs, Spread SimulatorLatenessMs)
{
    /// <summary>Compares what was measured with what was done; null when no request is found on both sides.</summary>
    public static ClientErrors? Of(string client, IReadOnlyList<MeasuredRequest> measured, IReadOnlyDictionary<string, RequestTruth> truth)
    {
        var pairs = measured.Where(one => truth.TryGetValue(one.Id, out var done) && done.Tokens.Count == one.TokenTimes.Count)
            .Select(one => (Measured: one, Truth: truth[one.Id])).ToList();
        return pairs.Count == 0 ? null : new ClientErrors(client, pairs.Count,
            Spread.Of(pairs.Select(pair => pair.Measured.TokenTimes[0] - pair.Truth.Tokens[0])),
            Spread.Of(pairs.SelectMany(pair => Gaps(pair.Measured.TokenTimes).Zip(Gaps(pair.Truth.Tokens), (one, other) => one - other))),
            Spread.Of(pairs.Select(pair => pair.Measured.Latency - pair.Truth.End)),
            Spread.Of(pairs.SelectMany(pair => pair.Truth.Lateness)));
    }

    public void Write()
    {
        BenchmarkOutput.Say($"{Client,-10} {Answers,6} answers {"p50",9} {"p90",9} {"p99",9} {"p99.9",9} {"max",9}");
        foreach (var (name, spread) in new[] { ("|ttft error|", TtftMs), ("|token gap error|", TokenGapMs), ("|latency error|", LatencyMs), ("simulator late", SimulatorLatenessMs) })
            BenchmarkOutput.Say(string.Create(CultureInfo.InvariantCulture, $"  {name,-23} {spread.P50,9:0.000} {spread.P90,9:0.000} {spread.P99,9:0.000} {spread.P999,9:0.000} {spread.Max,9:0.000}"));
    }

    private static IEnumerable<double> Gaps(IReadOnlyList<double> times) => times.Zip(times.Skip(1), (one, next) => next - one);
}

/// <summary>Percentiles of absolute errors, in milliseconds.</summary>
internal sealed record Spread(double P50, double P90, double P99, double P999, double Max)
{
    public static Spread Of(IEnumerable<double> seconds)
    {
        var sorted = seconds.Select(error => Math.Abs(error) * 1000).DefaultIfEmpty(0).Order().ToList();
        return new Spread(Share.Of(sorted, 0.5), Share.Of(sorted, 0.9), Share.Of(sorted, 0.99), Share.Of(sorted, 0.999), sorted[^1]);
    }
}

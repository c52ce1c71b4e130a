using System.Collections.Immutable;
using AkkaApiBench.Analytics.Comparisons;
using AkkaApiBench.Analytics.Results;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Benchmarks.Comparisons;

/// <summary>How often <c>compare --fail-on regression</c> is right of a target with latency, TTFT, time per token and success rate.</summary>
/// <param name="Count">Requests of each run.</param>
/// <param name="ClosedUnchanged">Share of targets that are as they were and closed the gate.</param>
/// <param name="ClosedSlower">Share of targets whose times are 10 % longer and closed it.</param>
internal sealed record GateFigures(int Count, double ClosedUnchanged, double ClosedSlower)
{
    private const double MinEffectPercent = 5;

    public static GateFigures Of(int count, int repetitions)
    {
        var random = new Random(count);
        return new GateFigures(count, Share(slowdown: 1), Share(slowdown: 1.1));

        double Share(double slowdown) => (double)Enumerable.Range(0, repetitions).Count(_ => ResultComparison.Of(
            new SourcedResult("base.json", Measure(count, 1, random)),
            [new SourcedResult("new.json", Measure(count, slowdown, random))],
            MinEffectPercent).Regressions.Count > 0) / repetitions;
    }

    /// <summary>A run against a target as benchmarks/Gate simulates it: a lognormal TTFT, a lognormal number of tokens, a gamma gap before each.</summary>
    private static RunResult Measure(int count, double slowdown, Random random)
    {
        var (ttft, latency, tpot) = (new List<long>(count), new List<long>(count), new List<long>(count));
        for (var request = 0; request < count; request++)
        {
            var first = 200_000 * slowdown * SimulatedTarget.Lognormal(0.3, random);
            var gaps = Math.Max(1, (int)Math.Round(20 * SimulatedTarget.Lognormal(0.5, random)) - 1);
            // A gamma of shape 4 for each gap: the sum of four exponentials.
            var rest = 0d;
            for (var i = 0; i < 4 * gaps; i++)
                rest -= 2_500 * slowdown * Math.Log(1 - random.NextDouble());
            ttft.Add((long)first);
            latency.Add((long)(first + rest));
            tpot.Add((long)(rest / gaps));
        }

        var at = DateTimeOffset.UnixEpoch;
        return ResultBuilder.Build(new RunOutcome
        {
            RunId = new RunId("20261124-170201-k3v9qa"),
            Plan = new Plan
            {
                Name = "gate",
                Targets = [new Target { Provider = "openai", Model = "m", BaseUrl = new Uri("http://127.0.0.1:9/v1") }],
                Tests = [new Test("latency", TestType.Latency, new IterationsLoad(count, 1))],
            },
            Status = RunStatus.Completed,
            StartedAt = at,
            EndedAt = at.AddMinutes(1),
            Mode = "simulation",
            Measured =
            [
                new TestOutcome(0, 0, new RequestCounts(count, 0, 0, 0), new Aggregate
                {
                    Succeeded = count,
                    Errors = ImmutableSortedDictionary<ErrorKind, long>.Empty,
                    Distributions = ImmutableSortedDictionary<Messages.Measurement.Measure, Distribution>.Empty
                        .Add(Messages.Measurement.Measure.Latency, Distribution.Of(latency))
                        .Add(Messages.Measurement.Measure.Ttft, Distribution.Of(ttft))
                        .Add(Messages.Measurement.Measure.Tpot, Distribution.Of(tpot)),
                }, TimeSpan.FromMinutes(1)),
            ],
        });
    }
}

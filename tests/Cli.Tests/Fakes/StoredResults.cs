using System.Collections.Immutable;
using AkkaApiBench.Analytics.Results;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Cli.Tests.Fakes;

/// <summary>Results as runs leave them, with histograms and comparisons.</summary>
internal static class StoredResults
{
    /// <summary>A latency test of targets, each with latencies from 25 % below to 25 % above its median, and failures.</summary>
    public static RunResult Of(params (string Model, double MedianMs, int Failures)[] targets) => ResultBuilder.Build(new RunOutcome
    {
        RunId = new RunId(FakeGateway.RunId),
        Plan = new Plan
        {
            Name = "nightly",
            Targets = [.. targets.Select(target => new Target { Provider = "openai", Model = target.Model, BaseUrl = new Uri("http://127.0.0.1:9/v1") })],
            Tests = [new Test("latency", TestType.Latency, new IterationsLoad(100, 1))],
        },
        Status = RunStatus.Completed,
        StartedAt = new DateTimeOffset(2026, 11, 24, 17, 2, 1, TimeSpan.Zero),
        EndedAt = new DateTimeOffset(2026, 11, 24, 17, 3, 1, TimeSpan.Zero),
        Mode = "simulation",
        Measured = [.. targets.Select((target, index) => Measured(index, target.MedianMs, target.Failures))],
    });

    private static TestOutcome Measured(int target, double medianMs, int failures)
    {
        var latencies = Distribution.Of(Enumerable.Range(-50, 101).Select(step => (long)(1000 * medianMs * (1 + step / 200d))));
        var measured = new Aggregate
        {
            Succeeded = latencies.Count,
            Errors = failures == 0 ? ImmutableSortedDictionary<ErrorKind, long>.Empty : ImmutableSortedDictionary<ErrorKind, long>.Empty.Add(ErrorKind.Overloaded, failures),
            Distributions = ImmutableSortedDictionary<Measure, Distribution>.Empty.Add(Measure.Latency, latencies),
        };
        return new TestOutcome(target, 0, new RequestCounts(latencies.Count, failures, 0, 0), measured, TimeSpan.FromSeconds(60));
    }
}

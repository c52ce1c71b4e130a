using System.Collections.Immutable;
using AkkaApiBench.Analytics.Results;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Analytics.Tests.Results;

/// <summary>Short ways to say what a run measured.</summary>
internal static class Outcomes
{
    public static readonly Price Cheap = new(1, 0.5m, 2, "test");
    public static readonly Test Latency = new("latency", TestType.Latency, new IterationsLoad(10, 1));
    public static readonly Test Throughput = new("throughput", TestType.Throughput, new ConcurrencyLoad(5, TimeSpan.FromSeconds(10)));
    public static readonly Test Reliability = new("reliability", TestType.Reliability, new IterationsLoad(50, 5));
    public static readonly Test Cost = new("cost_efficiency", TestType.CostEfficiency, new IterationsLoad(5, 1));

    public static Target Target(string model, Price? price = null, string host = "api") => new()
    {
        Provider = "p",
        Model = model,
        BaseUrl = new Uri($"http://{host}/v1"),
        HasOwnBaseUrl = true,
        Price = price,
    };

    public static Plan Plan(IReadOnlyList<Target> targets, params Test[] tests) => new() { Name = "plan", Targets = targets, Tests = tests };

    public static Condition Threshold(string text) => Condition.ParseThreshold(text, out _).ShouldNotBeNull();

    /// <summary>Successes that each took one of <paramref name="latencies"/> milliseconds.</summary>
    public static Aggregate Took(params IEnumerable<double> latencies)
    {
        var values = Distribution.Of(latencies.Select(milliseconds => (long)(milliseconds * 1000)));
        return new Aggregate
        {
            Succeeded = values.Count,
            Distributions = ImmutableSortedDictionary<Measure, Distribution>.Empty.Add(Measure.Latency, values),
        };
    }

    public static Aggregate With(this Aggregate measured, Measure measure, params IEnumerable<double> milliseconds) => measured with
    {
        Distributions = measured.Distributions.SetItem(measure, Distribution.Of(milliseconds.Select(value => (long)(value * 1000)))),
    };

    public static Aggregate Failing(this Aggregate measured, ErrorKind kind, long times) => measured with { Errors = measured.Errors.SetItem(kind, times) };

    public static Aggregate Using(this Aggregate measured, Tokens tokens, decimal dollars = 0) =>
        measured with { Tokens = tokens, TokenSource = TokenSource.Usage, Cost = Usd.FromDollars(dollars) };

    public static TestOutcome In(this Aggregate measured, double seconds, int target = 0, int test = 0) => new(
        target, test, new RequestCounts(measured.Succeeded, measured.Failed, 0, 0), measured, TimeSpan.FromSeconds(seconds));

    public static RunResult Build(Plan plan, params TestOutcome[] measured) => ResultBuilder.Build(Run(plan, measured));

    public static RunOutcome Run(Plan plan, params TestOutcome[] measured) => new()
    {
        RunId = new RunId("20261124-170201-k3v9qa"),
        Plan = plan,
        Status = RunStatus.Completed,
        StartedAt = new DateTimeOffset(2026, 11, 24, 17, 2, 1, TimeSpan.Zero),
        EndedAt = new DateTimeOffset(2026, 11, 24, 17, 2, 31, 500, TimeSpan.Zero),
        Mode = "simulation",
        Measured = measured,
    };

    /// <summary>The result of one test of one target.</summary>
    public static TestResult BuildOne(Aggregate measured, double seconds = 10, Price? price = null, Test? test = null, params Condition[] objectives)
    {
        var plan = Plan([Target("m", price)], test ?? Latency) with { Objectives = objectives };
        return Build(plan, measured.In(seconds)).Targets[0].Tests[(test ?? Latency).Name];
    }
}

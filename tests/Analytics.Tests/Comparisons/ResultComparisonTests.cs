using AkkaApiBench.Analytics.Comparisons;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Analytics.Tests.Results;
using static AkkaApiBench.Analytics.Tests.Results.Outcomes;

namespace AkkaApiBench.Analytics.Tests.Comparisons;

public class ResultComparisonTests
{
    private static readonly SourcedResult Base = Result("base.json", ["a", "b"], Around(100), Around(200));

    [Fact]
    public void A_result_without_histograms_is_refused_with_source_and_field()
    {
        var old = Base with { Result = Changed(Base.Result, test => test with { LatencyMs = test.LatencyMs! with { Buckets = null } }) };

        Should.Throw<FormatException>(() => ResultComparison.Of(old, [Base], 5)).Message
            .ShouldStartWith("base.json: targets[0].tests.latency.latency_ms.buckets: nothing is not allowed; allowed: ");
    }

    [Fact]
    public void A_result_that_contradicts_itself_is_refused_with_source_and_field()
    {
        SourcedResult With(Func<TestResult, TestResult> change) => new("new.json", Changed(Base.Result, change));
        string MessageFor(Func<TestResult, TestResult> change) => Should.Throw<FormatException>(() => ResultComparison.Of(Base, [With(change)], 5)).Message;

        MessageFor(test => test with { Requests = new RequestCounts(-1, 0, 0, 0) }).ShouldStartWith("new.json: targets[0].tests.latency.requests.succeeded: -1 is not allowed");
        MessageFor(test => test with { Errors = new Dictionary<string, long> { ["dns"] = -3 } }).ShouldStartWith("new.json: targets[0].tests.latency.errors.dns: -3 is not allowed");
        MessageFor(test => test with { LatencyMs = test.LatencyMs! with { Count = 7 } }).ShouldStartWith("new.json: targets[0].tests.latency.latency_ms.buckets: 101 values");
    }

    [Fact]
    public void A_target_that_stands_twice_or_not_at_all_is_refused()
    {
        string MessageFor(params TargetResult[] targets) =>
            Should.Throw<FormatException>(() => ResultComparison.Of(Base, [new SourcedResult("new.json", Base.Result with { Targets = targets })], 5)).Message;

        MessageFor(Base.Result.Targets[0], Base.Result.Targets[0]).ShouldBe("new.json: targets: 'p/a' more than once is not allowed; allowed: each target once");
        MessageFor([null!]).ShouldStartWith("new.json: targets[0]: nothing is not allowed");
        MessageFor().ShouldStartWith("new.json: targets: nothing measured is not allowed");
    }

    [Fact]
    public void Results_without_a_test_in_common_are_refused()
    {
        var other = new SourcedResult("new.json", Build(Plan([Target("a")], Reliability), Around(100).In(1)));

        Should.Throw<FormatException>(() => ResultComparison.Of(Base, [other], 5)).Message
            .ShouldBe("new.json: tests: nothing in common with base.json is not allowed; allowed: p/a, latency; p/b, latency");
    }

    [Fact]
    public void A_target_is_compared_with_itself_in_the_baseline()
    {
        var report = ResultComparison.Of(Base, [Result("new.json", ["b", "a"], Around(200), Around(150))], 5);

        var candidate = report.Candidates.ShouldHaveSingleItem();
        candidate.Comparisons!.Where(pair => pair.Metric == "latency.p50").Select(pair => (pair.A, pair.B, pair.Verdict))
            .ShouldBe([("p/b", "p/b", Verdict.NoDifferenceShown), ("p/a", "p/a", Verdict.Slower)]);
        candidate.Comparisons!.First(pair => pair.A == "p/a").Effect.ShouldBe(50, 0.5);
        candidate.Notes.ShouldBeNull();
        report.Regressions.Select(regression => (regression.Source, regression.Target, regression.Test, regression.Metric))
            .ShouldBe([("new.json", "p/a", "latency", "latency.p50"), ("new.json", "p/a", "latency", "latency.p95")]);
    }

    [Fact]
    public void A_target_called_otherwise_is_found_by_its_identity()
    {
        var twice = new SourcedResult("new.json", Build(
            Plan([Target("a", host: "x"), Target("a", host: "y")], Latency), Around(100).In(1, 0), Around(100).In(1, 1)));
        var once = new SourcedResult("base.json", Build(Plan([Target("a", host: "y")], Latency), Around(100).In(1)));

        var candidate = ResultComparison.Of(once, [twice], 5).Candidates[0];

        candidate.Comparisons!.Select(pair => (pair.A, pair.B)).Distinct().ShouldBe([("p/a@y", "p/a")]);
        candidate.Notes!.ShouldContain("p/a@x is in new.json and not in base.json.");
    }

    [Fact]
    public void Results_about_different_targets_are_compared_across()
    {
        var candidate = ResultComparison.Of(Base, [Result("new.json", ["c"], Around(100))], 5).Candidates[0];

        candidate.Comparisons!.Where(pair => pair.Metric == "latency.p50").Select(pair => (pair.A, pair.B, pair.Verdict))
            .ShouldBe([("p/c", "p/a", Verdict.NoDifferenceShown), ("p/c", "p/b", Verdict.Faster)]);
        candidate.Notes.ShouldBe(["new.json and base.json are about different targets: p/c is compared with p/a, p/b."]);
    }

    [Fact]
    public void What_the_candidate_has_not_measured_is_a_regression_and_told()
    {
        var report = ResultComparison.Of(Base, [Result("new.json", ["a"], Around(100))], 5);

        report.Candidates[0].Notes.ShouldBe(["p/b, latency is in base.json and not in new.json."]);
        report.Regressions.ShouldHaveSingleItem().ShouldBe(new Regression { Source = "new.json", Target = "p/b", Test = "latency" });
    }

    [Fact]
    public void A_target_that_only_fails_is_worse_in_its_success_rate()
    {
        var failing = Result("new.json", ["a", "b"], Aggregate.Empty.Failing(ErrorKind.Auth, 100), Around(200));

        ResultComparison.Of(Base, [failing], 5).Regressions.Select(regression => (regression.Target, regression.Metric)).ShouldBe([("p/a", "success_rate")]);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(5, 2)]
    [InlineData(60, 0)]
    public void Differences_of_times_below_the_least_effect_are_no_regression(double minEffectPercent, int regressions)
    {
        var report = ResultComparison.Of(Base, [Result("new.json", ["a", "b"], Around(150), Around(200))], minEffectPercent);

        report.Regressions.Count.ShouldBe(regressions);
        report.Candidates[0].Comparisons![0].Verdict.ShouldBe(Verdict.Slower);
    }

    [Fact]
    public void A_success_rate_that_is_certainly_worse_is_a_regression_however_little()
    {
        var few = Around(100).Failing(ErrorKind.ServerError, 30);

        ResultComparison.Of(Base, [Result("new.json", ["a", "b"], few, Around(200))], 1000).Regressions.ShouldHaveSingleItem().Metric.ShouldBe("success_rate");
    }

    [Fact]
    public void What_a_family_alone_would_show_is_no_regression_among_many()
    {
        var few = Around(100).Failing(ErrorKind.ServerError, 7);
        var alone = ResultComparison.Of(Result("base.json", ["a"], Around(100)), [Result("new.json", ["a"], few)], 5);
        var among = ResultComparison.Of(Base, [Result("new.json", ["a", "b"], few, Around(200))], 5);

        alone.Regressions.ShouldHaveSingleItem().Metric.ShouldBe("success_rate");
        among.Regressions.ShouldBeEmpty();
        among.Candidates[0].Comparisons!.ShouldContain(pair => pair.A == "p/a" && pair.Verdict == Verdict.Worse);
    }

    [Fact]
    public void Another_candidate_does_not_change_what_the_first_shows()
    {
        var (slower, same) = (Result("slower.json", ["a", "b"], Around(110), Around(200)), Result("same.json", ["a", "b"], Around(100), Around(200)));

        var alone = ResultComparison.Of(Base, [slower], 5).Candidates[0].Comparisons!;
        var together = ResultComparison.Of(Base, [slower, same], 5).Candidates;

        together.Select(candidate => candidate.Source).ShouldBe(["slower.json", "same.json"]);
        together[0].Comparisons!.Select(pair => (pair.Metric, pair.PValue, pair.Verdict)).ShouldBe(alone.Select(pair => (pair.Metric, pair.PValue, pair.Verdict)));
    }

    [Fact]
    public void From_files_the_same_is_shown_as_within_a_run()
    {
        var live = Build(Plan([Target("a"), Target("b")], Latency), Around(108).In(1, 0), Around(100).In(1, 1)).Comparisons;

        var stored = ResultComparison.Of(Result("b.json", ["b"], Around(100)), [Result("a.json", ["a"], Around(108))], 5).Candidates[0].Comparisons!;

        stored.Select(pair => (pair.Metric, pair.Effect, pair.PValue, pair.Verdict)).ShouldBe(live.Select(pair => (pair.Metric, pair.Effect, pair.PValue, pair.Verdict)));
    }

    /// <summary>As it is read back from a file.</summary>
    private static SourcedResult Result(string source, string[] models, params Aggregate[] measured) => new(source, ResultJson.Read(ResultJson.Write(
        Build(Plan([.. models.Select(model => Target(model))], Latency), [.. measured.Select((aggregate, target) => aggregate.In(1, target))]))));

    private static RunResult Changed(RunResult result, Func<TestResult, TestResult> change) => result with
    {
        Targets = [result.Targets[0] with { Tests = result.Targets[0].Tests.ToDictionary(test => test.Key, test => change(test.Value)) }, .. result.Targets.Skip(1)],
    };

    /// <summary>101 latencies from 25 % below to 25 % above.</summary>
    private static Aggregate Around(double median) => Took(Enumerable.Range(-50, 101).Select(step => median * (1 + step / 200d)));
}

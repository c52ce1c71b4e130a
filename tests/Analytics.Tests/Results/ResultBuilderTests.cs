using System.Text.Json.Nodes;
using AkkaApiBench.Analytics.Results;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Results;
using static AkkaApiBench.Analytics.Tests.Results.Outcomes;

namespace AkkaApiBench.Analytics.Tests.Results;

public class ResultBuilderTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    public void A_test_that_the_plan_has_not_is_refused(int target, int test) =>
        Should.Throw<ArgumentException>(() => Build(Plan([Target("a")], Latency), Took(1).In(1, target, test)));

    [Fact]
    public void A_test_that_is_there_twice_is_refused() =>
        Should.Throw<ArgumentException>(() => Build(Plan([Target("a")], Latency), Took(1).In(1), Took(1).In(1)));

    [Fact]
    public void Anomalies_are_told_of_their_target_and_come_back_from_the_file()
    {
        var plan = Plan([Target("a"), Target("b")], Latency);
        var begin = new DateTimeOffset(2026, 11, 24, 17, 2, 0, TimeSpan.Zero);
        var anomaly = new Anomaly
        {
            Metric = "latency.p50", Kind = AnomalyKind.LatencySpike, Severity = Severity.High, Confidence = 0.9,
            Start = begin, Peak = begin.AddMinutes(1), Expected = 400, Observed = 812.5,
        };
        var outcome = Run(plan, Took(1).In(1), Took(1).In(1, target: 1)) with
        {
            Anomalies = new Dictionary<TargetId, IReadOnlyList<Anomaly>> { [plan.Targets[1].Id] = [anomaly] },
        };

        var json = ResultJson.Write(ResultBuilder.Build(outcome));

        var targets = JsonNode.Parse(json)!["targets"]!;
        targets[0]!["anomalies"].ShouldBeNull();
        var told = targets[1]!["anomalies"]![0]!;
        (told["kind"]!.GetValue<string>(), told["severity"]!.GetValue<string>()).ShouldBe(("latency_spike", "HIGH"));
        told["end"].ShouldBeNull();
        ResultJson.Read(json).Targets[1].Anomalies.ShouldBe([anomaly]);
    }

    [Fact]
    public void A_price_that_nobody_knows_is_told_with_what_to_do()
    {
        var target = Build(Plan([Target("a")], Latency), Took(1).In(1)).Targets[0];

        target.Tests["latency"].Cost.ShouldBeNull();
        target.Notes!.ShouldHaveSingleItem().ShouldBe(
            "The price of p/a is not known, so its results have no cost: give the target 'price: { input: USD, output: USD }' per million tokens in the plan.");
    }

    [Theory]
    [InlineData(TokenSource.Estimate)]
    [InlineData(TokenSource.Mixed)]
    public void Estimated_tokens_are_told(TokenSource source) =>
        Build(Plan([Target("a", Cheap)], Latency), (Took(1) with { TokenSource = source }).In(1)).Targets[0].Notes!.ShouldHaveSingleItem().ShouldContain("estimates");

    [Fact]
    public void A_target_with_nothing_to_remark_has_no_notes() =>
        Build(Plan([Target("a", Cheap)], Latency), Took(1).In(1)).Targets[0].Notes.ShouldBeNull();

    [Theory]
    [InlineData(RunStatus.Cancelled, "cancelled")]
    [InlineData(RunStatus.BudgetExhausted, "budget")]
    public void A_run_that_ended_early_says_so(RunStatus end, string word)
    {
        var result = ResultBuilder.Build(Run(Plan([Target("a")], Latency), Took(1).In(1)) with { Status = end, Notes = ["one more"] });

        result.Status.ShouldBe(end);
        result.Notes!.Count.ShouldBe(2);
        result.Notes[0].ShouldContain(word);
        result.Notes[1].ShouldBe("one more");
    }

    [Fact]
    public void Targets_of_one_name_are_told_apart_by_their_identity() =>
        Build(Plan([Target("a", host: "x"), Target("a", host: "y"), Target("b")], Latency), Took(1).In(1))
            .Targets.Select(target => target.Target).ShouldBe(["p/a@x", "p/a@y", "p/b"]);

    [Fact]
    public void Targets_and_tests_keep_the_order_of_the_plan()
    {
        var result = Build(Plan([Target("b"), Target("a")], Throughput, Latency), Took(1).In(1, 1, 1), Took(1).In(1, 1, 0), Took(1).In(1, 0, 1), Took(1).In(1, 0, 0));

        result.Targets.Select(target => target.Target).ShouldBe(["p/b", "p/a"]);
        result.Targets.ShouldAllBe(target => target.Tests.Keys.SequenceEqual(new[] { "throughput", "latency" }));
    }

    [Fact]
    public void The_run_is_described()
    {
        var result = Build(Plan([Target("a")], Latency) with { Suite = "basic" }, Took(1).In(1));

        (result.Schema, result.RunId, result.Name, result.Mode, result.Suite, result.Status).ShouldBe(
            ("apibench.result/1", "20261124-170201-k3v9qa", "plan", "simulation", "basic", RunStatus.Completed));
        result.DurationS.ShouldBe(30.5);
        result.Notes.ShouldBeNull();
    }

    [Fact]
    public void A_test_shared_by_tag_has_the_figures_of_each_beside_the_total()
    {
        var (eu, us) = (Took(100, 120), Took(300, 320, 340));
        var plan = Plan([Target("a", Cheap)], Latency) with { ByTag = ["eu", "us"] };

        var result = Build(plan, eu.Merge(us).In(2) with { ByTag = [("eu", eu.In(1)), ("us", us.Failing(ErrorKind.Overloaded, 1).In(2))] });
        var json = ResultJson.Write(result);

        var test = ResultJson.Read(json).Targets[0].Tests["latency"];
        test.LatencyMs!.Count.ShouldBe(5);
        test.ByTag!.Keys.ShouldBe(["eu", "us"]);
        test.ByTag["eu"].LatencyMs!.Max.ShouldBeLessThan(test.ByTag["us"].LatencyMs!.Min);
        test.ByTag.Values.Select(part => (part.Requests.Succeeded, part.RequestsPerSecond, part.SuccessRate)).ShouldBe([(2, 2, 1), (3, 1.5, 0.75)]);
        test.ByTag.Values.ShouldAllBe(part => part.ByTag == null);
        JsonNode.Parse(json)!["targets"]![0]!["tests"]!["latency"]!["by_tag"]!["us"]!["errors"]!["overloaded"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public void A_test_that_is_not_shared_by_tag_says_nothing_of_tags() =>
        ResultJson.Write(Build(Plan([Target("a")], Latency), Took(1).In(1))).ShouldNotContain("by_tag");

    [Fact]
    public void The_JSON_has_the_shape_of_the_schema_and_reads_back()
    {
        var measured = Took(Enumerable.Range(1, 20).Select(value => (double)value)).Failing(ErrorKind.RateLimited, 3)
            .Using(new Tokens(100, 10, 400, 0), 0.001m) with { Client = new ClientUsage(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(3)) };
        foreach (var measure in Enum.GetValues<Measure>().Where(measure => measure != Measure.Latency))
            measured = measured.With(measure, 1, 2);
        var plan = Plan([Target("a", Cheap), Target("b", Cheap)], Latency) with
        {
            Thresholds = [Threshold("latency.p95 < 2s")],
            Objectives = [Condition.ParseObjective("ttft < 1s", out _)!],
        };

        var result = Build(plan, measured.In(2, 0), measured.In(2, 1));
        var json = ResultJson.Write(result);

        ResultJson.Write(ResultJson.Read(json)).ShouldBe(json);
        var root = JsonNode.Parse(json)!;
        var test = root["targets"]![0]!["tests"]!["latency"]!.AsObject();
        string[] fields =
        [
            "requests", "duration_s", "latency_ms", "ttft_ms", "tpot_ms", "inter_chunk_latency_ms", "response_time_ms", "requests_per_second",
            "output_tokens_per_second", "success_rate", "success_rate_ci95", "goodput", "errors", "tokens", "cost", "client_health",
        ];
        fields.ShouldBeSubsetOf(test.Select(field => field.Key));
        foreach (var metric in Metric.All)
            result.Targets[0].Tests["latency"].Figure(metric, metric.Measure is null ? null : "p50").ShouldNotBeNull(metric.Name);
        root["rankings"]!["latency"]!.AsArray().Count.ShouldBe(2);
        root["winner"]!.AsArray().Count.ShouldBe(2);
        root["comparisons"]!.AsArray().Select(pair => pair!["metric"]!.GetValue<string>()).ShouldBe(["latency.p50", "ttft.p50", "tpot.p50", "success_rate"]);
        root["comparisons"]!.AsArray().ShouldAllBe(pair => pair!["verdict"]!.GetValue<string>() == "no difference shown");
        foreach (var field in new[] { "latency_ms", "ttft_ms", "tpot_ms" })
            test[field]!["buckets"]!.AsArray().Sum(bucket => bucket![1]!.GetValue<int>()).ShouldBe(test[field]!["count"]!.GetValue<int>());
        test.Count(field => field.Value is JsonObject figures && figures.ContainsKey("buckets")).ShouldBe(3);
        test["requests"]!["planned"]!.GetValue<int>().ShouldBe(23);
        test["success_rate_ci95"]!.AsArray().Count.ShouldBe(2);
        root["thresholds"]![0]!["passed"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public void All_pairs_of_each_test_are_compared_in_the_order_of_the_plan()
    {
        var result = Build(Plan([Target("a"), Target("b"), Target("c")], Latency, Reliability),
            Took(1, 2).In(1, 0, 0), Took(3, 4).In(1, 1, 0), Took(5, 6).In(1, 2, 0), Took(1).In(1, 0, 1), Took(2).In(1, 2, 1));

        result.Comparisons.Where(pair => pair.Metric == "latency.p50").Select(pair => (pair.Test, pair.A, pair.B)).ShouldBe(
            [("latency", "p/a", "p/b"), ("latency", "p/a", "p/c"), ("latency", "p/b", "p/c"), ("reliability", "p/a", "p/c")]);
        var first = result.Comparisons[0];
        (first.ValueA, first.ValueB, first.Effect, first.EffectPercent).ShouldBe((1.0, 3.001, -2.001, 100 * (1 / 3.001 - 1)));
    }

    [Fact]
    public void One_target_alone_is_compared_with_nobody() =>
        Build(Plan([Target("a")], Latency), Took(1, 2).In(1)).Comparisons.ShouldBeEmpty();

    [Fact]
    public void The_emptiest_run_makes_valid_JSON()
    {
        var result = Build(Plan([Target("a", Cheap)], Latency, Throughput, Reliability, Cost), [.. Enumerable.Range(0, 4).Select(test => Aggregate.Empty.In(0, 0, test))]);

        ResultJson.Read(ResultJson.Write(result)).Targets[0].Tests.Count.ShouldBe(4);
    }
}

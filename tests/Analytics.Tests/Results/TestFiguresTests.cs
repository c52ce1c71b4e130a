using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using static AkkaApiBench.Analytics.Tests.Results.Outcomes;

namespace AkkaApiBench.Analytics.Tests.Results;

public class TestFiguresTests
{
    [Fact]
    public void Without_requests_and_time_there_are_no_ratios()
    {
        var result = BuildOne(Aggregate.Empty, seconds: 0, Cheap);

        result.Requests.Planned.ShouldBe(0);
        result.LatencyMs.ShouldBeNull();
        result.RequestsPerSecond.ShouldBeNull();
        result.OutputTokensPerSecond.ShouldBeNull();
        result.SuccessRate.ShouldBeNull();
        result.SuccessRateCi95.ShouldBeNull();
        result.Goodput.ShouldBeNull();
        result.Errors.ShouldBeEmpty();
        result.Cost!.TotalUsd.ShouldBe(0);
        result.Cost.TokensPerDollar.ShouldBeNull();
        result.Cost.OutputTokensPerDollar.ShouldBeNull();
        result.Cost.CostPer1kRequestsUsd.ShouldBeNull();
        result.Cost.CostPerSecondUsd.ShouldBeNull();
        result.ClientHealth.ClientLimited.ShouldBeFalse();
        result.ClientHealth.CpuUtilization.ShouldBeNull();
        result.ClientHealth.GcPauseMs.ShouldBeNull();
    }

    [Fact]
    public void Nothing_but_failures_is_a_rate_of_0_and_no_latency()
    {
        var result = BuildOne(Aggregate.Empty.Failing(ErrorKind.RateLimited, 3).Failing(ErrorKind.TimeoutFirstToken, 1), seconds: 2);

        result.SuccessRate.ShouldBe(0);
        result.RequestsPerSecond.ShouldBe(0);
        result.OutputTokensPerSecond.ShouldBe(0);
        result.LatencyMs.ShouldBeNull();
        result.Errors.ShouldBe(new Dictionary<string, long> { ["rate_limited"] = 3, ["timeout_first_token"] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public void What_was_cancelled_or_over_budget_is_told_and_does_not_lower_the_success_rate()
    {
        var result = BuildOne(Took(1, 1, 1, 1, 1, 1, 1, 1)
            .Failing(ErrorKind.ServerError, 2).Failing(ErrorKind.Cancelled, 5).Failing(ErrorKind.BudgetExhausted, 7));

        result.SuccessRate.ShouldBe(0.8);
        result.SuccessRateCi95!.ShouldBe([0.4902, 0.9433], 0.0001);
        result.Requests.Failed.ShouldBe(14);
        result.Errors["cancelled"].ShouldBe(5);
        result.Errors["budget_exhausted"].ShouldBe(7);
    }

    [Fact]
    public void When_all_was_cancelled_there_is_no_success_rate() =>
        BuildOne(Aggregate.Empty.Failing(ErrorKind.Cancelled, 5)).SuccessRate.ShouldBeNull();

    [Fact]
    public void Lost_requests_are_stated_and_judge_nobody()
    {
        var plan = Plan([Target("m")], Latency);

        var result = Build(plan, Took(1, 1).In(1) with { Requests = new RequestCounts(2, 0, 3, 4) }).Targets[0].Tests["latency"];

        result.Requests.Planned.ShouldBe(9);
        result.SuccessRate.ShouldBe(1);
    }

    [Fact]
    public void A_free_target_has_costs_of_0_and_no_tokens_per_dollar()
    {
        var result = BuildOne(Took(1, 1).Using(new Tokens(10, 0, 20, 0)), seconds: 1, new Price(0, 0, 0, "plan"));

        result.Cost!.TotalUsd.ShouldBe(0);
        result.Cost.CostPer1kRequestsUsd.ShouldBe(0);
        result.Cost.CostPerSecondUsd.ShouldBe(0);
        result.Cost.TokensPerDollar.ShouldBeNull();
        result.Cost.OutputTokensPerDollar.ShouldBeNull();
    }

    [Fact]
    public void Tokens_that_nobody_counted_make_no_rate()
    {
        var result = BuildOne(Took(1, 1));

        result.OutputTokensPerSecond.ShouldBeNull();
        result.RequestsPerSecond.ShouldBe(0.2);
    }

    [Fact]
    public void Figures_come_from_sums()
    {
        var measured = (Took(100, 200, 300, 400).Failing(ErrorKind.Overloaded, 1) with { Good = 3 })
            .Using(new Tokens(Input: 1000, Cached: 200, Output: 500, Reasoning: 50), dollars: 0.002m);

        var result = BuildOne(measured, seconds: 4, Cheap, Latency, Condition.ParseObjective("latency < 350ms", out _)!);

        result.Type.ShouldBe("latency");
        result.DurationS.ShouldBe(4);
        result.RequestsPerSecond.ShouldBe(1);
        result.OutputTokensPerSecond.ShouldBe(125);
        result.SuccessRate.ShouldBe(0.8);
        result.Goodput.ShouldBe(0.75);
        (result.Tokens.Input, result.Tokens.Cached, result.Tokens.Output, result.Tokens.Reasoning).ShouldBe((1000, 200, 500, 50));
        result.Tokens.Source.ShouldBe(TokenSource.Usage);
        result.Cost!.TotalUsd.ShouldBe(0.002);
        result.Cost.TokensPerDollar!.Value.ShouldBe(750_000, 1e-6);
        result.Cost.OutputTokensPerDollar!.Value.ShouldBe(250_000, 1e-6);
        result.Cost.CostPer1kRequestsUsd!.Value.ShouldBe(0.5, 1e-12);
        result.Cost.CostPerSecondUsd!.Value.ShouldBe(0.0005, 1e-12);
        result.Cost.PriceSource.ShouldBe("test");
        result.LatencyMs!.Count.ShouldBe(4);
        result.LatencyMs.Mean.ShouldBe(250);
        result.LatencyMs.Stddev.ShouldBe(129.099, 0.001);
        result.LatencyMs.Min.ShouldBe(100);
        result.LatencyMs.Max.ShouldBe(400);
        result.LatencyMs.P50.ShouldBe(200, 0.2);
        result.LatencyMs.P95.ShouldBe(400);
    }

    [Fact]
    public void Without_objectives_there_is_no_goodput() => BuildOne(Took(1) with { Good = 1 }).Goodput.ShouldBeNull();

    [Fact]
    public void Every_measure_has_its_figure()
    {
        var measured = Took(1);
        foreach (var measure in Enum.GetValues<Measure>())
            measured = measured.With(measure, 10 + (int)measure);

        var result = BuildOne(measured);

        foreach (var measure in Enum.GetValues<Measure>())
            result.Summary(measure)!.Max.ShouldBe(10 + (int)measure, measure.ToString());
    }
}

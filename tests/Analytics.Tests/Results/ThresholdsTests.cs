using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Results;
using static AkkaApiBench.Analytics.Tests.Results.Outcomes;

namespace AkkaApiBench.Analytics.Tests.Results;

public class ThresholdsTests
{
    [Theory]
    [InlineData("ttft.p95 < 500ms", "ttft")]
    [InlineData("cost_usd < 1", "cost_usd")]
    [InlineData("goodput > 1", "goodput")]
    public void What_nothing_measured_has_not_passed(string expression, string metric)
    {
        var threshold = Judge(expression);

        threshold.Passed.ShouldBeFalse();
        threshold.Observed.ShouldBeNull();
        threshold.Note.ShouldBe($"no test measured {metric}");
    }

    [Fact]
    public void One_bad_test_of_one_target_is_enough_to_fail()
    {
        var threshold = Judge("latency.max < 300ms");

        (threshold.Passed, threshold.Observed, threshold.Target, threshold.Test).ShouldBe((false, 300, "p/b", "reliability"));
    }

    [Fact]
    public void The_largest_value_is_told_of_an_upper_limit() =>
        Judge("latency.max <= 300ms").ShouldSatisfyAllConditions(
            threshold => threshold.Passed.ShouldBeTrue(),
            threshold => threshold.Observed.ShouldBe(300),
            threshold => threshold.Expression.ShouldBe("latency.max <= 300ms"));

    [Fact]
    public void The_smallest_value_is_told_of_a_lower_limit()
    {
        var threshold = Judge("success_rate >= 99%");

        (threshold.Passed, threshold.Observed, threshold.Target, threshold.Test).ShouldBe((false, 0.5, "p/a", "reliability"));
        Judge("success_rate > 0.4").Passed.ShouldBeTrue();
    }

    [Fact]
    public void A_target_that_has_no_value_is_passed_over() => Judge("latency.min > 5ms").Observed.ShouldBe(10);

    private static ThresholdResult Judge(string expression)
    {
        var plan = Plan([Target("a"), Target("b"), Target("c")], Latency, Reliability) with { Thresholds = [Threshold(expression)] };
        return Build(
            plan,
            Took(10, 20).In(1, 0, 0), Took(10).Failing(ErrorKind.Tls, 1).In(1, 0, 1),
            Took(10, 200).In(1, 1, 0), Took(20, 300).In(1, 1, 1),
            Aggregate.Empty.In(1, 2, 0)).Thresholds.ShouldHaveSingleItem();
    }
}

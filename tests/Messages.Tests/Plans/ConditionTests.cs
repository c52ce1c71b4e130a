using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Messages.Tests.Plans;

public class ConditionTests
{
    [Theory]
    [InlineData("")]
    [InlineData("ttft")]
    [InlineData("ttft < 500")]
    [InlineData("ttft = 500ms")]
    [InlineData("ttft < 500h")]
    [InlineData("ttft < -5ms")]
    [InlineData("ttft < NaNms")]
    [InlineData("ttft < 1e400ms")]
    [InlineData("ttft < 1e28m")]
    [InlineData("ttft < 500ms or so")]
    [InlineData("ttft.p95 < 500ms")]
    [InlineData("speed < 500ms")]
    [InlineData("success_rate > 0.9")]
    [InlineData("connect < 5ms")]
    public void What_is_no_objective_is_refused(string text)
    {
        Condition.ParseObjective(text, out var allowed).ShouldBeNull();
        allowed.ShouldContain("ttft < 500ms");
    }

    [Theory]
    [InlineData("latency < 2s")]
    [InlineData("latency.p42 < 2s")]
    [InlineData("latency.p95.9 < 2s")]
    [InlineData("latency. < 2s")]
    [InlineData("success_rate.p95 > 0.9")]
    [InlineData("success_rate > 90ms")]
    [InlineData("cost_usd < 90%")]
    public void What_is_no_threshold_is_refused(string text)
    {
        Condition.ParseThreshold(text, out var allowed).ShouldBeNull();
        allowed.ShouldContain("latency.p95 < 2s");
    }

    [Theory]
    [InlineData("latency.p95 < 2s", "p95", 2000)]
    [InlineData("latency.p99.9<=1.5m", "p99_9", 90_000)]
    [InlineData("latency.p99_9 <= 250us", "p99_9", 0.25)]
    [InlineData("  latency.stddev > 1e2ms ", "stddev", 100)]
    [InlineData("success_rate >= 99.9%", null, 0.999)]
    [InlineData("success_rate >= 0.07", null, 0.07)]
    [InlineData("cost_usd < 0.5", null, 0.5)]
    public void A_threshold_has_metric_statistic_and_limit(string text, string? statistic, double limit)
    {
        var condition = Condition.ParseThreshold(text, out _).ShouldNotBeNull();

        condition.Statistic.ShouldBe(statistic);
        condition.Limit.ShouldBe(limit);
        condition.ToString().ShouldBe(text.Trim());
    }

    [Theory]
    [InlineData("ttft < 500ms", 500, false)]
    [InlineData("ttft <= 500ms", 500, true)]
    [InlineData("ttft > 500ms", 500, false)]
    [InlineData("ttft >= 500ms", 500, true)]
    [InlineData("ttft < 500ms", 499.9, true)]
    [InlineData("ttft > 500ms", 500.1, true)]
    [InlineData("ttft < 500ms", double.NaN, false)]
    [InlineData("ttft >= 500ms", double.NaN, false)]
    public void A_value_at_the_limit_is_judged_by_the_sign(string text, double observed, bool met) =>
        Condition.ParseObjective(text, out _)!.IsMetBy(observed).ShouldBe(met);

    [Fact]
    public void A_rate_of_999_in_1000_meets_its_own_percentage() =>
        Condition.ParseThreshold("success_rate >= 99.9%", out _)!.IsMetBy(999d / 1000).ShouldBeTrue();

    [Fact]
    public void Every_metric_can_stand_in_a_threshold()
    {
        foreach (var metric in Metric.All)
        {
            var unit = metric.Unit is Unit.Time ? "ms" : "";
            var name = metric.Measure is null ? metric.Name : $"{metric.Name}.max";
            Condition.ParseThreshold($"{name} < 1{unit}", out _)!.Metric.ShouldBe(metric);
        }
    }
}

using AkkaApiBench.Analytics.Results;
using AkkaApiBench.Analytics.Saturation;
using AkkaApiBench.Analytics.Tests.Results;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Analytics.Tests.Saturation;

public sealed class JudgedStepTests
{
    private static readonly TimeSpan StepTime = TimeSpan.FromSeconds(10);

    [Fact]
    public void A_rate_that_the_target_keeps_up_with_is_sustained() =>
        Judge(At(10, latencyMs: 100, seconds: 10.1)).ShouldHaveSingleItem().IsSustained.ShouldBeTrue();

    [Fact]
    public void A_rate_whose_answers_come_long_after_the_load_has_ended_is_not_sustained()
    {
        // 10 a second, of 20 offered.
        var steps = Judge(At(5, latencyMs: 100, seconds: 10.1), At(20, latencyMs: 5000, seconds: 20));

        steps.Select(step => step.IsSustained).ShouldBe([true, false]);
        steps[1].AchievedRate.ShouldBe(10, 0.2);
        steps[1].Stop.ShouldBe("10.05 requests a second were completed of 20 offered");
    }

    [Fact]
    public void Answers_that_take_long_at_any_load_are_no_saturation()
    {
        // An answer takes five seconds, half of the step.
        var steps = Judge(At(2, latencyMs: 5000, seconds: 15), At(4, latencyMs: 5000, seconds: 15));

        steps.ShouldAllBe(step => step.IsSustained);
        steps[1].AchievedRate.ShouldBe(4, 0.05);
    }

    [Fact]
    public void A_first_step_beyond_the_capacity_is_not_sustained()
    {
        // 10 a second of 20 offered: answers take from 0 to 10 seconds.
        var latencies = Enumerable.Range(0, 200).Select(number => 50.0 * number);
        Judge((Rate(20), Outcomes.Took(latencies).In(20))).ShouldHaveSingleItem().IsSustained.ShouldBeFalse();
    }

    [Fact]
    public void Requests_that_were_never_sent_were_not_completed()
    {
        var cut = Outcomes.Took(Enumerable.Repeat(100.0, 120)).In(10.1) with { Requests = new RequestCounts(120, 0, 0, 80) };

        Judge((Rate(20), cut)).ShouldHaveSingleItem().IsSustained.ShouldBeFalse();
    }

    [Fact]
    public void A_target_that_refuses_more_than_a_tenth_is_saturated_though_it_answers_in_time()
    {
        var measured = Outcomes.Took(Enumerable.Repeat(100.0, 85)).Failing(ErrorKind.RateLimited, 15);

        var step = Judge((Rate(10), measured.In(10))).ShouldHaveSingleItem();

        step.IsSustained.ShouldBeFalse();
        step.Stop.ShouldNotBeNull().ShouldStartWith("85");
    }

    [Fact]
    public void A_step_of_which_hardly_any_request_meets_the_objectives_is_the_last_though_it_was_sustained()
    {
        var step = JudgedStep.Judge([(Rate(10), (Outcomes.Took(Enumerable.Repeat(100.0, 100)) with { Good = 40 }).In(10))], hasObjectives: true).ShouldHaveSingleItem();

        (step.IsSustained, step.MeetsObjectives, step.Attainment).ShouldBe((true, false, 0.4));
        step.Stop.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(90, true)]
    [InlineData(89, false)]
    public void A_step_meets_the_objectives_when_nine_of_ten_requests_do(int good, bool meets) =>
        JudgedStep.Judge([(Rate(10), (Outcomes.Took(Enumerable.Repeat(100.0, 100)) with { Good = good }).In(10))], hasObjectives: true)[0].MeetsObjectives.ShouldBe(meets);

    [Fact]
    public void Callers_beyond_the_servers_only_wait()
    {
        // Four servers, an answer takes a second.
        var steps = Judge([.. new[] { 1, 2, 4, 8 }.Select(callers => (
            (Load)new ConcurrencyLoad(callers, StepTime),
            Outcomes.Took(Enumerable.Repeat(1000.0 * Math.Max(1, callers / 4), 10 * Math.Min(callers, 4))).In(10)))]);

        steps.Select(step => step.Stop is null).ShouldBe([true, true, true, false]);
        JudgedStep.Highest(steps, step => step.IsSustained)!.Concurrency.ShouldBe(4);
    }

    [Fact]
    public void Nothing_that_succeeds_is_the_end() => Judge((Rate(10), Aggregate.Empty.Failing(ErrorKind.Connect, 100).In(10)))[0].Stop.ShouldBe("no request succeeded");

    [Fact]
    public void The_highest_good_step_is_below_the_first_that_is_not()
    {
        var steps = Judge(At(1, 100, 10), At(20, 5000, 20), At(5, 100, 10));

        JudgedStep.Highest(steps, step => step.IsSustained)!.OfferedRate.ShouldBe(1);
    }

    private static (Load, TestOutcome) At(int rate, double latencyMs, double seconds) =>
        (Rate(rate), Outcomes.Took(Enumerable.Repeat(latencyMs, 10 * rate)).In(seconds));

    private static ConstantRateLoad Rate(int rate) => new(rate, StepTime, 1000);

    private static IReadOnlyList<JudgedStep> Judge(params (Load, TestOutcome)[] steps) => JudgedStep.Judge(steps, hasObjectives: false);
}

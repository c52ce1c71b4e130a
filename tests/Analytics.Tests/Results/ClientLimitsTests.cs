using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Results;
using static AkkaApiBench.Analytics.Tests.Results.Outcomes;

namespace AkkaApiBench.Analytics.Tests.Results;

public class ClientLimitsTests
{
    private static readonly Test OneASecond = new("latency", TestType.Latency, new ConstantRateLoad(1, TimeSpan.FromSeconds(10), 10));
    private static readonly Test ThousandASecond = new("latency", TestType.Latency, new ConstantRateLoad(1000, TimeSpan.FromSeconds(10), 10));

    [Fact]
    public void A_busy_processor_limits()
    {
        var health = BuildOne(Took(1) with { Client = Used(cpu: 9.1) }).ClientHealth;

        health.ClientLimited.ShouldBeTrue();
        health.Reasons!.ShouldHaveSingleItem().ShouldContain("91 %");
        health.CpuUtilization!.Value.ShouldBe(0.91, 1e-9);
        health.GcPauseMs.ShouldBe(250);
    }

    [Fact]
    public void A_load_that_the_journal_held_says_how_long()
    {
        var usage = Used(cpu: 1);

        BuildOne(Took(1) with { Client = usage with { Held = TimeSpan.FromSeconds(3.5) } }).ClientHealth.HeldS.ShouldBe(3.5);
        BuildOne(Took(1) with { Client = usage }).ClientHealth.HeldS.ShouldBeNull();
    }

    [Fact]
    public void A_processor_with_something_to_spare_does_not() => BuildOne(Took(1) with { Client = Used(cpu: 9) }).ClientHealth.Reasons.ShouldBeNull();

    [Fact]
    public void Requests_sent_late_limit()
    {
        var health = Paced(ThousandASecond, latency: 50, lateness: 1.5);

        health.ClientLimited.ShouldBeTrue();
        health.Reasons!.ShouldHaveSingleItem().ShouldContain("1.5 ms late");
    }

    [Fact]
    public void A_millisecond_does_not() => Paced(ThousandASecond, latency: 50, lateness: 1).ClientLimited.ShouldBeFalse();

    [Fact]
    public void Lateness_below_a_hundredth_of_the_distance_does_not()
    {
        Paced(OneASecond, latency: 50, lateness: 9.9).ClientLimited.ShouldBeFalse();
        Paced(OneASecond, latency: 50, lateness: 10.1).ClientLimited.ShouldBeTrue();
    }

    [Fact]
    public void The_distance_between_requests_that_are_not_even_is_their_mean()
    {
        foreach (var load in new Load[]
        {
            new PoissonLoad(1, TimeSpan.FromSeconds(10), 10),
            new RampLoad(0, [new(2, TimeSpan.FromSeconds(10))], 10),
            new TraceLoad([.. Enumerable.Range(0, 10).Select(number => new TraceRequest(number / 9 * 10_000, 1, 1))], 1, 10),
        })
        {
            var test = new Test("latency", TestType.Latency, load);
            Paced(test, latency: 50, lateness: 9.9).ClientLimited.ShouldBeFalse();
            Paced(test, latency: 50, lateness: 10.1).ClientLimited.ShouldBeTrue();
        }
    }

    [Fact]
    public void Lateness_below_a_hundredth_of_the_latency_does_not()
    {
        Paced(ThousandASecond, latency: 3000, lateness: 29).ClientLimited.ShouldBeFalse();
        Paced(ThousandASecond, latency: 3000, lateness: 31).ClientLimited.ShouldBeTrue();
    }

    [Fact]
    public void One_late_request_in_a_thousand_does_not() =>
        BuildOne(Took(50).With(Measure.PacingError, Enumerable.Repeat(0.05, 999).Append(500)), test: ThousandASecond).ClientHealth.ClientLimited.ShouldBeFalse();

    [Fact]
    public void Requests_that_the_network_takes_in_slowly_limit()
    {
        var health = Sent(latency: 10, delay: 1.2);

        health.ClientLimited.ShouldBeTrue();
        health.Reasons!.ShouldHaveSingleItem().ShouldContain("1.2 ms or more to be given to the network");
        health.SendDelayMs!.P99.ShouldBe(1.2, 0.01);
    }

    [Theory]
    [InlineData(10, 0.9)]
    [InlineData(1000, 49)]
    public void A_millisecond_or_a_twentieth_of_the_latency_does_not(double latency, double delay) =>
        Sent(latency, delay).ClientLimited.ShouldBeFalse();

    [Fact]
    public void Work_that_waits_for_threads_limits()
    {
        BuildOne(Took(1).With(Measure.ThreadPoolDelay, Enumerable.Repeat(1.0, 9).Append(20))).ClientHealth
            .Reasons!.ShouldHaveSingleItem().ShouldContain("20 ms for a thread");
        BuildOne(Took(1).With(Measure.ThreadPoolDelay, Enumerable.Repeat(1.0, 19).Append(20))).ClientHealth.ClientLimited.ShouldBeFalse();
    }

    [Fact]
    public void Every_reason_is_told() => BuildOne(
        Took(1).With(Measure.PacingError, 5).With(Measure.SendDelay, 5).With(Measure.ThreadPoolDelay, 50) with { Client = Used(cpu: 10) }, test: ThousandASecond)
        .ClientHealth.Reasons!.Count.ShouldBe(4);

    private static ClientHealth Sent(double latency, double delay) => BuildOne(Took(latency).With(Measure.SendDelay, delay)).ClientHealth;

    private static ClientHealth Paced(Test test, double latency, double lateness) =>
        BuildOne(Took(latency).With(Measure.PacingError, lateness), test: test).ClientHealth;

    private static ClientUsage Used(double cpu) => new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(cpu), TimeSpan.FromMilliseconds(250));
}

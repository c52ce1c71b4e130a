using AkkaApiBench.Benchmarks.Incidents;

namespace AkkaApiBench.Analytics.Tests.Detection;

/// <summary>A short form of the benchmark: its figures are of fifty series a line.</summary>
public sealed class IncidentTests
{
    private static readonly int[] Seeds = [1, 2, 3];

    public static TheoryData<int> Steps => [0, 1, 2, 3];

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_step_is_found_within_its_ten_minutes_and_mostly_within_three(int scenario)
    {
        var delays = Seeds.Select(seed => Watch.Of(Scenario.All[scenario], seed, Scenario.Week + 1000 * seed).Delay).ToList();

        delays.ShouldAllBe(delay => delay != null);
        delays.Count(delay => delay <= 3).ShouldBeGreaterThanOrEqualTo(2);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Quiet_weeks_have_about_one_false_alert_at_most(int scenario) =>
        Seeds.Sum(seed => Watch.Of(Scenario.All[scenario], seed, start: null).FalseAlerts).ShouldBeLessThanOrEqualTo(Seeds.Length);
}

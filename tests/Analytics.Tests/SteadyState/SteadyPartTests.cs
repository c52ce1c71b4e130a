using AkkaApiBench.Analytics.SteadyState;
using AkkaApiBench.Messages.Measurement;
using CsCheck;

namespace AkkaApiBench.Analytics.Tests.SteadyState;

public sealed class SteadyPartTests
{
    [Fact]
    public void A_test_of_a_few_seconds_is_too_short_to_tell() =>
        SteadyPart.Of(CourseOf(Enumerable.Repeat((100L, 200L), 9)), TimeSpan.FromSeconds(9)).ShouldBeNull();

    [Fact]
    public void A_test_that_never_becomes_steady_has_no_steady_part() =>
        SteadyPart.Of(CourseOf(Enumerable.Range(0, 60).Select(second => ((long)second * second, 100L))), TimeSpan.FromSeconds(60)).ShouldBeNull();

    [Fact]
    public void A_steady_test_is_trimmed_of_nothing()
    {
        var steady = SteadyPart.Of(CourseOf(Enumerable.Repeat((100L, 200L), 60)), TimeSpan.FromSeconds(60)).ShouldNotBeNull();

        (steady.FromS, steady.ToS, steady.TrimmedRequests, steady.Method).ShouldBe((0, 60, 0, "mser-5"));
        steady.RequestsPerSecond.ShouldBe(100);
        steady.LatencyMeanMs.ShouldBe(200);
    }

    [Theory]
    [InlineData(20, 4)]
    [InlineData(120, 20)]
    public void A_beginning_that_is_slower_is_left_out_with_its_requests(int seconds, int rampUp)
    {
        var course = CourseOf(Enumerable.Range(0, seconds).Select(second =>
            (second < rampUp ? 10L : 99 + 2 * (second % 2), second < rampUp ? 900L : 200 + (second % 3))));

        var steady = SteadyPart.Of(course, TimeSpan.FromSeconds(seconds)).ShouldNotBeNull();

        steady.FromS.ShouldBeInRange(rampUp, seconds / 2);
        steady.TrimmedRequests.ShouldBeGreaterThanOrEqualTo(10 * rampUp);
        steady.RequestsPerSecond.ShouldBe(100, 2);
        steady.LatencyMeanMs!.Value.ShouldBe(200, 4);
    }

    [Fact]
    public void The_later_of_throughput_and_latency_decides()
    {
        var course = CourseOf(Enumerable.Range(0, 100).Select(second => (second < 10 ? 20L : 100L, second < 30 ? 500L : 200L)));

        SteadyPart.Of(course, TimeSpan.FromSeconds(100))!.FromS.ShouldBe(30);
    }

    /// <summary>Against the rule written down as it is defined.</summary>
    [Fact]
    public void The_truncation_has_the_least_marginal_standard_error() =>
        Gen.Double[0, 1000].Array[12, 80].Sample(series =>
        {
            var n = series.Length;
            var errors = Enumerable.Range(0, n + 1).TakeWhile(d => n - d >= 2 && 3 * (n - d) >= n).Select(d =>
            {
                var rest = series[d..];
                var mean = rest.Average();
                return rest.Sum(value => (value - mean) * (value - mean)) / ((double)rest.Length * rest.Length);
            }).ToList();
            var least = errors.Min();
            var cut = Mser.Truncation(series, 1);
            return cut is { } d ? errors[d] <= least * (1 + 1e-9) + 1e-9 : errors.Take(n / 2 + 1).Min() >= least;
        });

    private static Course CourseOf(IEnumerable<(long Succeeded, long LatencyMs)> seconds) => new(
        TimeSpan.FromSeconds(1), [.. seconds.Select(second => new CourseCell(second.Succeeded, 0, second.Succeeded * second.LatencyMs * 1000, 0))]);
}

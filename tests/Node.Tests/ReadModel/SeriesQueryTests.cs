using AkkaApiBench.Node.Gateway;

namespace AkkaApiBench.Node.Tests.ReadModel;

/// <summary>How a question for a history is read.</summary>
public sealed class SeriesQueryTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 17, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, null, 2)]
    [InlineData("2026-11-24T10:00:00Z", null, 1)]
    [InlineData("2026-11-10", "2026-11-17", 15)]
    [InlineData("2025-01-01", "2026-01-01", 12 * 60)]
    [InlineData("2026-01-01T00:00:00Z", "2026-01-01T10:00:00Z", 60)]
    [InlineData("1970-01-01", "2199-12-31", 85 * 24 * 60)]
    public void Without_a_resolution_it_is_one_that_gives_about_a_thousand_points_and_has_data(string? from, string? to, int minutes)
    {
        var (query, error) = SeriesQuery.Read("a/b", "latency.p50", from, to, null, Now, TimeSpan.FromDays(90));

        error.ShouldBeNull();
        query!.Resolution.ShouldBe(TimeSpan.FromMinutes(minutes));
        ((query.To - query.From) / query.Resolution).ShouldBeLessThanOrEqualTo(1000);
    }

    [Fact]
    public void A_resolution_that_is_asked_for_is_taken()
    {
        var (query, _) = SeriesQuery.Read("a/b", "latency.p50, ttft.p95,latency.p50", null, null, "45m", Now, TimeSpan.FromDays(90));

        query!.Resolution.ShouldBe(TimeSpan.FromMinutes(45));
        query.Metrics.Select(metric => metric.Name).ShouldBe(["latency.p50", "ttft.p95"]);
        query.To.ShouldBe(Now);
        query.From.ShouldBe(Now.AddDays(-1));
    }
}

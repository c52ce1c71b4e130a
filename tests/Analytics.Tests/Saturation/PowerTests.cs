using AkkaApiBench.Analytics.Saturation;
using CsCheck;

namespace AkkaApiBench.Analytics.Tests.Saturation;

public sealed class PowerTests
{
    [Fact]
    public void A_single_server_queue_has_its_knee_at_half_of_its_capacity() => Gen.Double[0.1, 1000].Sample(capacity =>
    {
        var knee = Power.Knee(Curve(capacity, servers: 1, steps: 100));

        return Math.Abs(knee!.Value - 50) <= 1;
    });

    /// <summary>With more servers the queue comes later; the greatest power is where the derivative of its logarithm is 0.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(32)]
    public void A_queue_with_several_servers_has_its_knee_where_the_analytic_power_is_greatest(int servers)
    {
        const int steps = 400;
        var knee = Power.Knee(Curve(10, servers, steps))!.Value / (double)steps;

        // d ln(X) / dλ = d ln(R) / dλ, by central differences of the exact response time.
        double Slope(double load) => (1 / load) - ((Math.Log(Response(10, servers, load + 1e-6)) - Math.Log(Response(10, servers, load - 1e-6))) / 2e-6);
        var (low, high) = (0.3, 0.999);
        while (high - low > 1e-6)
        {
            var middle = (low + high) / 2;
            (low, high) = Slope(middle) > 0 ? (middle, high) : (low, middle);
        }

        knee.ShouldBe(low, 1.5 / steps);
        knee.ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void Callers_of_equal_servers_without_a_common_queue_have_their_knee_at_the_number_of_servers() =>
        Gen.Select(Gen.Int[2, 60], Gen.Double[0.01, 10]).Sample((servers, seconds) =>
        {
            var points = Enumerable.Range(1, 2 * servers).Select(callers => new LoadPoint(
                callers, Math.Min(callers, servers) / seconds, seconds * Math.Max(1, callers / (double)servers))).ToList();

            return points[Power.Knee(points)!.Value].Load == servers;
        });

    [Fact]
    public void A_curve_that_ends_before_its_knee_has_none() => Power.Knee([.. Curve(10, 1, 100).Take(40)]).ShouldBeNull();

    [Fact]
    public void Too_few_points_have_no_knee() => Power.Knee([new(1, 1, 1), new(2, 1, 2)]).ShouldBeNull();

    [Fact]
    public void Where_nothing_came_through_there_is_no_knee() => Power.Knee([new(1, 0, 0), new(2, 0, 0), new(3, 0, 0)]).ShouldBeNull();

    /// <summary>The curve of an M/M/c queue at loads 0, 1/steps, … of its capacity.</summary>
    private static List<LoadPoint> Curve(double capacity, int servers, int steps) =>
    [
        .. Enumerable.Range(0, steps).Select(step => step / (double)steps)
            .Select(load => new LoadPoint(load * capacity, load * capacity, Response(capacity, servers, load))),
    ];

    /// <summary>Mean response time of M/M/c by Erlang's C formula.</summary>
    private static double Response(double capacity, int servers, double utilization)
    {
        var offered = utilization * servers;
        var blocking = 1.0;
        for (var server = 1; server <= servers; server++)
            blocking = offered * blocking / (server + (offered * blocking));
        var waiting = blocking / (1 - (utilization * (1 - blocking)));
        return (servers / capacity) + (waiting / (capacity * (1 - utilization)));
    }
}

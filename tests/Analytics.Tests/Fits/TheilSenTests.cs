using AkkaApiBench.Analytics.Fits;
using CsCheck;

namespace AkkaApiBench.Analytics.Tests.Fits;

public class TheilSenTests
{
    [Fact]
    public void Fewer_than_two_different_x_make_no_line()
    {
        TheilSen.Fit([]).ShouldBeNull();
        TheilSen.Fit([(1, 2), (1, 3)]).ShouldBeNull();
    }

    [Fact]
    public void Points_on_a_line_give_that_line() =>
        Gen.Select(Gen.Double[-100, 100], Gen.Double[-100, 100], Gen.Int[3, 30]).Sample((slope, intercept, points) =>
        {
            var line = TheilSen.Fit([.. Enumerable.Range(0, points).Select(x => ((double)x, intercept + slope * x))])!;
            line.Slope.ShouldBe(slope, 1e-9);
            line.Intercept.ShouldBe(intercept, 1e-8);
        });

    [Fact]
    public void A_fifth_of_the_points_may_be_far_off()
    {
        var points = Enumerable.Range(0, 20).Select(x => ((double)x, x % 5 == 0 ? 1_000d : 3 + 2d * x)).ToList();

        var line = TheilSen.Fit(points)!;

        line.Slope.ShouldBe(2, 0.2);
        line.Intercept.ShouldBe(3, 3);
    }

    /// <summary>Sen's example, JASA 63 (1968), section 7.</summary>
    [Fact]
    public void Sen_s_own_example_gives_his_slope()
    {
        var line = TheilSen.Fit([(1, 9), (2, 15), (3, 19), (4, 20), (10, 45), (12, 55), (18, 78)])!;

        line.Slope.ShouldBe(4, 0.05);
        line.SlopeInterval!.Value.Contains(4).ShouldBeTrue();
    }

    [Fact]
    public void The_interval_holds_the_true_slope_as_often_as_it_says()
    {
        var random = new Random(7);
        var held = Enumerable.Range(0, 400).Count(_ =>
        {
            var points = Enumerable.Range(0, 20).Select(x => ((double)x, 5 + 3d * x + 10 * (random.NextDouble() + random.NextDouble() - random.NextDouble() - random.NextDouble()))).ToList();
            return TheilSen.Fit(points)!.SlopeInterval!.Value.Contains(3);
        });

        (held / 400d).ShouldBeInRange(0.92, 0.99);
    }
}

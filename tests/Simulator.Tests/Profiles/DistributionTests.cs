using AkkaApiBench.Simulator.Behaviour;
using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Simulator.Tests.Profiles;

public sealed class DistributionTests
{
    private const int Count = 40_000;

    public static TheoryData<Distribution, double, double> Known { get; } = new()
    {
        // Distribution, its median, its standard deviation: each from the textbook's formula.
        { new Constant(7), 7, 0 },
        { new Uniform(10, 30), 20, 20 / Math.Sqrt(12) },
        { new Exponential(50), 50 * Math.Log(2), 50 },
        { new Lognormal(250, 0.35), 250, 250 * Math.Exp(0.35 * 0.35 / 2) * Math.Sqrt(Math.Exp(0.35 * 0.35) - 1) },
        { new Gamma(10, 4), 9.1802, 5 },
        { new Gamma(10, 0.5), 4.5494, 10 * Math.Sqrt(2) },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Draws_have_the_mean_the_median_and_the_spread_of_the_distribution(Distribution distribution, double median, double deviation)
    {
        var draws = Draws(distribution);
        var mean = draws.Average();

        draws.Min().ShouldBeGreaterThanOrEqualTo(0);
        mean.ShouldBe(distribution.Mean, 0.03 * distribution.Mean);
        draws[Count / 2].ShouldBe(median, 0.03 * median);
        Math.Sqrt(draws.Average(draw => (draw - mean) * (draw - mean))).ShouldBe(deviation, 0.05 * deviation + 1e-9);
    }

    [Fact]
    public void A_uniform_distribution_fills_its_range_and_no_more()
    {
        var draws = Draws(new Uniform(10, 30));

        draws[0].ShouldBeInRange(10, 10.1);
        draws[^1].ShouldBeInRange(29.9, 30);
    }

    private static double[] Draws(Distribution distribution)
    {
        var draw = Draw.For(seed: 1, "test", number: 1, DrawPurpose.TokenGaps);
        var draws = new double[Count];
        for (var i = 0; i < Count; i++)
            draws[i] = distribution.Sample(ref draw);
        Array.Sort(draws);
        return draws;
    }
}

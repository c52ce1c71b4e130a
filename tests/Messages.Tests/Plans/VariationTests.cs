using AkkaApiBench.Messages.Plans;
using CsCheck;

namespace AkkaApiBench.Messages.Tests.Plans;

public sealed class VariationTests
{
    private const int Draws = 20_000;

    public static TheoryData<VariationShape, double, double> Shapes => new()
    {
        { VariationShape.Fixed, 500, 0 },
        { VariationShape.Normal, 500, 100 },
        { VariationShape.LogNormal, 500, 300 },
        { VariationShape.LogNormal, 50, 10 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Values_have_the_mean_and_the_deviation_that_were_asked_for(VariationShape shape, double mean, double deviation)
    {
        var drawn = DrawsOf(new Variation(shape, mean, deviation, 1, 1_000_000));

        // Five standard errors, and what cutting the far ends takes.
        drawn.Average().ShouldBe(mean, (5 * deviation / Math.Sqrt(Draws)) + (0.002 * mean));
        Math.Sqrt(drawn.Average(value => (value - mean) * (value - mean))).ShouldBe(deviation, 0.06 * deviation);
    }

    [Fact]
    public void Every_value_of_a_range_is_as_likely()
    {
        var drawn = DrawsOf(Variation.Between(3, 12));

        foreach (var group in drawn.GroupBy(value => value))
        {
            group.Key.ShouldBeInRange(3, 12);
            group.Count().ShouldBeInRange((Draws / 10) - 250, (Draws / 10) + 250);
        }
    }

    [Fact]
    public void No_value_is_beyond_its_bounds_or_the_largest() => Gen.Select(
        Gen.Enum<VariationShape>(), Gen.Int[1, 10_000], Gen.Int[0, 10_000], Gen.Int[1, 500], Gen.Int[500, 20_000], Gen.Int).Sample((shape, mean, deviation, min, max, seed) =>
    {
        var variation = new Variation(shape, mean, deviation, min, max);
        var random = RandomNumbers.Of(seed);
        for (var i = 0; i < 50; i++)
            variation.Draw(random, i).ShouldBeInRange(min, Math.Min(max, variation.Largest));
    });

    [Fact]
    public void The_same_seed_draws_the_same_and_another_one_others()
    {
        var variation = new Variation(VariationShape.Normal, 500, 100, 1, 1_000_000);

        DrawsOf(variation, 3).ShouldBe(DrawsOf(variation, 3));
        DrawsOf(variation, 3).ShouldNotBe(DrawsOf(variation, 4));
    }

    private static List<int> DrawsOf(Variation variation, long seed = 1) =>
        [.. Enumerable.Range(0, Draws).Select(number => variation.Draw(RandomNumbers.Of(seed), number))];
}

using AkkaApiBench.Analytics.Statistics;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Analytics.Tests.Statistics;

public class IntervalTests
{
    // With 2,000 repetitions a coverage of 95 % is seen as 93.5 % or more in all but 0.1 % of seeds; the seeds here are fixed.
    private const int Repetitions = 2000;
    private const double LeastSeen = 0.935;

    [Fact]
    public void A_share_needs_no_more_successes_than_trials()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => WilsonInterval.Of(-1, 5));
        Should.Throw<ArgumentOutOfRangeException>(() => WilsonInterval.Of(6, 5));
        WilsonInterval.Of(0, 0).ShouldBeNull();
    }

    /// <summary>R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, 1998, table I, method 3.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilsons_interval_has_the_published_values(long successes, long trials, double lower, double upper)
    {
        var interval = WilsonInterval.Of(successes, trials)!.Value;

        interval.Lower.ShouldBe(lower, 0.00005);
        interval.Upper.ShouldBe(upper, 0.00005);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(1_000_000_000_000)]
    public void All_or_nothing_ends_exactly_at_1_or_0(long trials)
    {
        WilsonInterval.Of(trials, trials)!.Value.Upper.ShouldBe(1);
        WilsonInterval.Of(trials, trials)!.Value.Lower.ShouldBeInRange(0.2, 1);
        WilsonInterval.Of(0, trials)!.Value.Lower.ShouldBe(0);
    }

    [Theory]
    [InlineData(20, 0.5)]
    [InlineData(50, 0.9)]
    [InlineData(500, 0.99)]
    public void Wilsons_interval_covers_the_share(int trials, double share)
    {
        var random = new Random(1);

        Coverage(share, () => WilsonInterval.Of(Enumerable.Range(0, trials).Count(_ => random.NextDouble() < share), trials)!.Value)
            .ShouldBeInRange(0.92, 0.985);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_quantile_lies_above_0_and_below_1(double quantile) =>
        Should.Throw<ArgumentOutOfRangeException>(() => QuantileInterval.Of(Distribution.Of([1]), quantile));

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.5)]
    [InlineData(5, 0.5)]
    [InlineData(71, 0.95)]
    [InlineData(367, 0.99)]
    public void Too_few_values_do_not_bound_a_quantile_above(int count, double quantile) =>
        QuantileInterval.Of(OneTo(count), quantile).Upper.ShouldBe(double.PositiveInfinity);

    /// <summary>Ranks from exact sums of binomial terms.</summary>
    [Theory]
    [InlineData(6, 0.5, 1, 6)]
    [InlineData(10, 0.5, 2, 9)]
    [InlineData(20, 0.5, 6, 15)]
    [InlineData(25, 0.5, 8, 18)]
    [InlineData(72, 0.95, 64, 72)]
    public void A_quantile_lies_between_the_values_at_the_binomial_ranks(int count, double quantile, double lower, double upper) =>
        QuantileInterval.Of(OneTo(count), quantile).ShouldBe(new Interval(lower, upper));

    [Fact]
    public void Exact_and_approximate_ranks_meet()
    {
        var exact = QuantileInterval.OfMedian(OneTo(1000));
        var approximate = QuantileInterval.OfMedian(OneTo(1001));

        approximate.Lower.ShouldBe(exact.Lower, 1.5);
        approximate.Upper.ShouldBe(exact.Upper, 1.5);
    }

    [Theory]
    [InlineData(10, 0.5)]
    [InlineData(101, 0.5)]
    [InlineData(100, 0.95)]
    [InlineData(1500, 0.9)]
    public void The_interval_of_a_quantile_covers_it_whatever_the_distribution(int count, double quantile)
    {
        var random = new Random(2);

        // Exponential with a mean of 100 ms: quantile q lies at -ln(1 - q) means.
        Coverage(-100_000 * Math.Log(1 - quantile), () => QuantileInterval.Of(
                Distribution.Of(Enumerable.Range(0, count).Select(_ => (long)(-100_000 * Math.Log(1 - random.NextDouble())))), quantile))
            .ShouldBeGreaterThan(LeastSeen);
    }

    [Fact]
    public void A_rate_needs_events_and_time()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => RateInterval.Of(-1, TimeSpan.FromSeconds(1)));
        Should.Throw<ArgumentOutOfRangeException>(() => RateInterval.Of(1, TimeSpan.FromSeconds(1), dispersion: 0));
        RateInterval.Of(5, TimeSpan.Zero).ShouldBeNull();
    }

    /// <summary>Exact Poisson limits: Pearson and Hartley, "Biometrika Tables for Statisticians I", table 40.</summary>
    [Theory]
    [InlineData(0, 0, 3.689, 0.02)]
    [InlineData(1, 0.0253, 5.572, 0.02)]
    [InlineData(10, 4.795, 18.39, 0.02)]
    [InlineData(50, 37.11, 65.92, 0.02)]
    public void A_rate_has_the_published_Poisson_limits(long events, double lower, double upper, double tolerance)
    {
        var interval = RateInterval.Of(events, TimeSpan.FromSeconds(2))!.Value;

        interval.Lower.ShouldBe(lower / 2, tolerance);
        interval.Upper.ShouldBe(upper / 2, tolerance);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(100)]
    public void The_interval_of_a_rate_covers_it(double mean)
    {
        var random = new Random(3);

        Coverage(mean, () => RateInterval.Of(Poisson(), TimeSpan.FromSeconds(1))!.Value).ShouldBeGreaterThan(LeastSeen);

        long Poisson()
        {
            var events = 0;
            for (var time = Wait(); time < 1; time += Wait())
                events++;
            return events;
        }

        double Wait() => -Math.Log(1 - random.NextDouble()) / mean;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void The_interval_of_a_closed_loop_covers_its_rate_and_is_narrower_than_Poissons(int workers)
    {
        var random = new Random(4);
        const double mean = 0.5, spread = 0.9, time = 60;
        var width = 0.0;
        var poissonWidth = 0.0;

        Coverage(workers / mean, () =>
        {
            var services = Enumerable.Range(0, workers).SelectMany(_ => Worker()).ToList();
            var average = services.Average();
            var deviation = Math.Sqrt(services.Sum(service => Math.Pow(service - average, 2)) / (services.Count - 1));
            var interval = RateInterval.Of(
                services.Count, TimeSpan.FromSeconds(time), RateInterval.DispersionOfClosedLoop(average, deviation, services.Count))!.Value;
            var poisson = RateInterval.Of(services.Count, TimeSpan.FromSeconds(time))!.Value;
            width += interval.Upper - interval.Lower;
            poissonWidth += poisson.Upper - poisson.Lower;
            return interval;
        }).ShouldBeGreaterThan(0.9);
        width.ShouldBeLessThan(0.7 * poissonWidth);

        IEnumerable<double> Worker()
        {
            var service = Service();
            for (var now = service; now < time; now += service = Service())
                yield return service;
        }

        double Service() => mean * (1 + spread * (random.NextDouble() * 2 - 1));
    }

    [Fact]
    public void Few_completions_of_a_closed_loop_count_as_Poisson()
    {
        RateInterval.DispersionOfClosedLoop(mean: 5, standardDeviation: 0, events: 9).ShouldBe(1);
        RateInterval.DispersionOfClosedLoop(mean: 0, standardDeviation: 0, events: 1000).ShouldBe(1);
        RateInterval.DispersionOfClosedLoop(mean: 5, standardDeviation: 0, events: 100).ShouldBe(0.01);
        RateInterval.DispersionOfClosedLoop(mean: 4, standardDeviation: 2, events: 100).ShouldBe(0.25);
    }

    [Theory]
    [InlineData(1, 2, 3, 4, false)]
    [InlineData(1, 3, 3, 4, true)]
    [InlineData(1, 9, 3, 4, true)]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity, 3, 3, true)]
    public void Intervals_overlap_when_they_have_a_number_in_common(double a, double b, double c, double d, bool overlap)
    {
        new Interval(a, b).Overlaps(new Interval(c, d)).ShouldBe(overlap);
        new Interval(c, d).Overlaps(new Interval(a, b)).ShouldBe(overlap);
    }

    private static Distribution OneTo(int count) => Distribution.Of(Enumerable.Range(1, count).Select(value => (long)value));

    private static double Coverage(double truth, Func<Interval> draw) =>
        Enumerable.Range(0, Repetitions).Count(_ => draw().Contains(truth)) / (double)Repetitions;
}

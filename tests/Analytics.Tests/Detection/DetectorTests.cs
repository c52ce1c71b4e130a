using AkkaApiBench.Analytics.Detection;
using AkkaApiBench.Analytics.Detection.Baselines;
using AkkaApiBench.Analytics.Detection.Detectors;
using AkkaApiBench.Messages.Measurement;
using CsCheck;

namespace AkkaApiBench.Analytics.Tests.Detection;

public sealed class DetectorTests
{
    private static readonly SeriesKind Latency = SeriesKind.Of(Metric.Latency);

    [Fact]
    public void A_sorted_window_gives_the_quantiles_of_the_last_values() =>
        Gen.Double[-100, 100].Array[1, 60].Sample(values =>
        {
            var window = new SortedWindow(16);
            foreach (var value in values)
                window.Add(value);
            var sorted = values.TakeLast(16).Order().ToList();
            window.Quantile(0).ShouldBe(sorted[0]);
            window.Quantile(1).ShouldBe(sorted[^1]);
            window.Quantile(0.5).ShouldBe((sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2, 1e-9);
        });

    // 1..99: median 50, upper quartile 74.5, so that 99 is 49 above and its side's MAD is 24.5.
    [Fact]
    public void A_robust_z_score_is_of_the_points_before()
    {
        var detector = new RobustZScore(Latency);
        for (var i = 1; i < 100; i++)
            detector.Observe(Sample(i));

        detector.Observe(Sample(99)).ShouldBe(0.67449 * 49 / 24.5, 1e-3);
        new RobustZScore(Latency).Observe(Sample(1e9)).ShouldBe(0);
    }

    [Fact]
    public void A_robust_z_score_takes_the_spread_of_the_values_own_side()
    {
        var detector = new RobustZScore(SeriesKind.Generic);
        for (var i = 0; i < 100; i++)
            detector.Observe(Sample(i % 2 == 0 ? -i / 100d : 10 * i / 100d));

        detector.Observe(Sample(-20)).ShouldBeGreaterThan(5 * detector.Observe(Sample(20)));
    }

    [Fact]
    public void Fences_are_counted_from_the_quartiles()
    {
        var detector = new QuartileFences(Latency);
        for (var i = 0; i <= 100; i++)
            detector.Observe(Sample(i));

        (detector.Observe(Sample(60)), detector.Observe(Sample(-500))).ShouldBe((0, 0));
        detector.Observe(Sample(175)).ShouldBe(2, 0.1);
    }

    // The first average of weight 0.2 has a deviation of 0.2: five deviations are five.
    [Fact]
    public void An_average_is_told_in_its_own_deviations() => new EwmaControl(Latency).Observe(Sample(0, z: 5)).ShouldBe(5, 1e-9);

    [Fact]
    public void A_cumulative_sum_gathers_what_is_beyond_the_slack()
    {
        var detector = new CumulativeSum(Latency);

        Enumerable.Range(0, 10).Select(_ => detector.Observe(Sample(0, z: 1))).Max().ShouldBe(5, 1e-9);
        detector.Settle();
        Enumerable.Range(0, 10).Select(_ => detector.Observe(Sample(0, z: -1))).Max().ShouldBe(0);
    }

    [Fact]
    public void A_drift_has_a_trend_and_a_level_has_none()
    {
        var (drift, level) = (new TrendBreak(Latency), new TrendBreak(Latency));
        var last = (Drift: 0d, Level: 0d);
        for (var i = 0; i < 1000; i++)
            last = (drift.Observe(Sample(0, z: i / 300d)), level.Observe(Sample(0, z: 1)));

        last.Drift.ShouldBeGreaterThan(0.1);
        last.Level.ShouldBe(0, 1e-3);
    }

    [Fact]
    public void A_wave_oscillates_and_a_step_does_not()
    {
        var (wave, step) = (new Oscillation(), new Oscillation());
        var last = (Wave: 0d, Step: 0d);
        for (var i = 0; i < 100; i++)
            last = (wave.Observe(Sample(0, z: i % 6 < 3 ? 4 : -4)), step.Observe(Sample(0, z: 4)));

        last.Wave.ShouldBeGreaterThan(3);
        last.Step.ShouldBeLessThan(0.5);
    }

    [Fact]
    public void A_value_is_new_once()
    {
        var novelty = new ValueNovelty();
        for (var i = 0; i < 300; i++)
            novelty.Observe(i % 50);

        novelty.Observe(7).ShouldBe(0);
        novelty.Observe(500).ShouldBeGreaterThan(1);
        novelty.Observe(500).ShouldBe(0);
        novelty.Observe(501).ShouldBeLessThan(0.01);
    }

    [Fact]
    public void What_is_known_is_bounded_and_keeps_the_range()
    {
        var novelty = new ValueNovelty();
        var random = new Random(1);
        for (var i = 0; i < 5000; i++)
            novelty.Observe(random.NextDouble());

        novelty.Observe(0.5).ShouldBeLessThan(0.05);
        novelty.Observe(1.5).ShouldBeGreaterThan(0.3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Surprises_of_exponential_statistics_are_their_tail_probabilities(double exponent)
    {
        var tail = new TailCalibration();
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
            tail.Learn(-Math.Log(1 - random.NextDouble()));

        tail.Surprise(exponent * Math.Log(10)).ShouldBe(exponent, 0.15);
    }

    [Fact]
    public void A_surprise_grows_with_the_statistic() =>
        Gen.Select(Gen.Double[0, 100].Array[30, 200], Gen.Double[0, 200], Gen.Double[0, 200]).Sample((learned, a, b) =>
        {
            var tail = new TailCalibration();
            foreach (var statistic in learned)
                tail.Learn(statistic);
            tail.Surprise(Math.Max(a, b)).ShouldBeGreaterThanOrEqualTo(tail.Surprise(Math.Min(a, b)) - 0.4);
        });

    private static Sample Sample(double value, double z = 0) => new(value, 0, value, z, value, z, IsSeasonal: true);
}

using AkkaApiBench.Analytics.Detection;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Measurement;
using CsCheck;

namespace AkkaApiBench.Analytics.Tests.Detection;

public sealed class SeriesMonitorTests
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly Gen<double[]> Noise = Gen.Double[0, 100].Array[200, 400];

    /// <summary>Values that a whole number can be added to without rounding.</summary>
    private static readonly Gen<double[]> Exact = Gen.Int[0, 6400].Select(value => value / 64d).Array[200, 400];

    [Fact]
    public void Constant_values_are_no_anomaly() =>
        Gen.Double.Where(double.IsFinite).Sample(value =>
            Watch(Enumerable.Repeat(value, 400)).ShouldAllBe(verdict => !verdict.IsAnomaly && verdict.Score < 0.05), iter: 20);

    [Fact]
    public void The_unit_of_the_values_changes_nothing() =>
        Gen.Select(Noise, Gen.Int[-20, 20]).Sample((values, power) =>
            Watch(values.Select(value => Math.ScaleB(value, power)), Latency).ShouldBe(Watch(values, Latency), Alike), iter: 20);

    [Fact]
    public void A_shift_of_the_values_changes_no_score() =>
        Gen.Select(Exact, Gen.Int[-1000, 1000]).Sample((values, shift) =>
        {
            var (plain, shifted) = (Watch(values, Latency), Watch(values.Select(value => value + shift), Latency));
            plain.Zip(shifted).ShouldAllBe(pair => Math.Abs(pair.First.Score - pair.Second.Score) < 0.05);
        }, iter: 20);

    /// <summary>Powers of two and whole numbers, so that nothing is rounded.</summary>
    [Fact]
    public void Neither_unit_nor_shift_changes_what_an_incident_is_but_its_values() =>
        Gen.Select(Gen.Int[-10, 10], Gen.Int[-200, 5000], Gen.Int[0, 1000]).Sample((power, shift, seed) =>
        {
            var random = new Random(seed);
            double[] values = [.. Enumerable.Range(0, 900).Select(i => (i is >= 700 and < 720 ? 300 : 100) + random.Next(640) / 64d)];

            var plain = Incidents(values);
            var changed = Incidents(values.Select(value => Math.ScaleB(value + shift, power)));

            plain.Count.ShouldBeGreaterThan(0);
            changed.Select(Shape).ShouldBe(plain.Select(Shape));
            changed.Zip(plain).ShouldAllBe(pair => pair.First.PeakValue == Math.ScaleB(pair.Second.PeakValue + shift, power));
        }, iter: 20);

    [Fact]
    public void Points_that_come_twice_are_no_anomaly_and_hide_none()
    {
        var monitor = Taught(Latency);
        for (var i = 0; i < 60; i++)
        {
            monitor.Observe(At(2000 + i, Usual(i))).IsAnomaly.ShouldBeFalse();
            monitor.Observe(At(2000 + i, Usual(i))).IsAnomaly.ShouldBeFalse();
        }

        Enumerable.Range(0, 20).Select(i => monitor.Observe(At(2060 + i / 2, 400))).ShouldContain(verdict => verdict.IsAnomaly);
    }

    [Fact]
    public void Every_verdict_is_defined_whatever_comes() =>
        Gen.Select(Gen.Double, Gen.Long[-1_000_000, 1_000_000]).Array[100, 300].Sample(points =>
        {
            var monitor = new SeriesMonitor(Latency with { Warmup = 20 });
            foreach (var (value, seconds) in points)
            {
                var verdict = monitor.Observe(new Point(Begin.AddSeconds(seconds), value));
                verdict.Score.ShouldBeInRange(0, 1);
                verdict.FalseAlarmProbability.ShouldBeInRange(0, 1);
            }
        }, iter: 50);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_value_that_is_no_number_is_passed_over(double value)
    {
        var monitor = Taught(Latency);
        var before = monitor.Save();

        monitor.Observe(new Point(Begin.AddDays(2), value)).ShouldBe(new Verdict(0, 1, IsAnomaly: false, Incident: null));

        monitor.Save().ShouldBe(before);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3600)]
    [InlineData(86400 * 365)]
    public void A_clock_that_stands_runs_backwards_or_jumps_raises_no_alert_and_blinds_for_none(int seconds)
    {
        var monitor = Taught(Latency);
        var time = Begin.AddMinutes(2000).AddSeconds(seconds);
        for (var i = 0; i < 60; i++)
            monitor.Observe(new Point(time, Usual(i))).IsAnomaly.ShouldBeFalse();

        Enumerable.Range(0, 10).Select(_ => monitor.Observe(new Point(time, 400))).ShouldContain(verdict => verdict.IsAnomaly);
    }

    [Fact]
    public void A_gap_in_the_series_is_no_anomaly()
    {
        var monitor = Taught(Latency);

        Enumerable.Range(0, 200).Select(i => monitor.Observe(new Point(Begin.AddDays(3).AddMinutes(i), Usual(i)))).ShouldAllBe(verdict => !verdict.IsAnomaly);
    }

    [Fact]
    public void What_is_saved_goes_on_as_if_nothing_had_happened() =>
        Gen.Select(Noise, Gen.Int[0, 200]).Sample((values, cut) =>
        {
            var whole = new SeriesMonitor(Latency with { Warmup = 50 });
            var first = new SeriesMonitor(Latency with { Warmup = 50 });
            foreach (var (i, value) in values.Index().Take(cut))
                whole.Observe(At(i, value)).ShouldBe(first.Observe(At(i, value)));
            var restored = SeriesMonitor.Restore(Latency with { Warmup = 50 }, first.Save());
            foreach (var (i, value) in values.Index().Skip(cut))
                restored.Observe(At(i, value)).ShouldBe(whole.Observe(At(i, value)));
            restored.Save().ShouldBe(whole.Save());
        }, iter: 30);

    [Fact]
    public void A_state_has_at_most_64_KB_however_long_the_series_is()
    {
        var random = new Random(1);
        var monitor = new SeriesMonitor(Latency);
        for (var i = 0; i < 30_000; i++)
            monitor.Observe(At(i, random.NextDouble()));

        monitor.Save().Length.ShouldBeLessThan(64 * 1024);
    }

    [Fact]
    public void What_is_no_state_is_refused()
    {
        var state = Taught(Latency).Save();

        Should.Throw<FormatException>(() => SeriesMonitor.Restore(Latency, state.AsMemory(0, state.Length - 1))).Message.ShouldBe("not a state of a series: it ends too early");
        Should.Throw<FormatException>(() => SeriesMonitor.Restore(Latency, (byte[])[.. state, 0])).Message.ShouldBe("not a state of a series: it is too long");
        Should.Throw<FormatException>(() => SeriesMonitor.Restore(Latency, new byte[100])).Message.ShouldBe("not a state of a series of version 1");
    }

    [Theory]
    [InlineData("latency", 2, true)]
    [InlineData("latency", 0.5, false)]
    [InlineData("output_tokens_per_second", 0.5, true)]
    [InlineData("output_tokens_per_second", 2, false)]
    [InlineData("cost_usd", 2, true)]
    [InlineData("tokens_per_dollar", 2, false)]
    [InlineData(null, 2, true)]
    [InlineData(null, 0.5, true)]
    public void Only_the_wrong_direction_is_an_incident(string? metric, double factor, bool isIncident)
    {
        var monitor = Taught(Latency with { Kind = metric is null ? SeriesKind.Generic : SeriesKind.Of(Metric.Find(metric)!) });

        var verdicts = Enumerable.Range(0, 10).Select(i => monitor.Observe(At(2000 + i, factor * Usual(i)))).ToList();

        verdicts.Exists(verdict => verdict.IsAnomaly).ShouldBe(isIncident);
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(300, true)]
    public void A_rate_is_judged_by_how_many_requests_it_is_of(int count, bool isIncident)
    {
        var monitor = new SeriesMonitor(new MonitorOptions { Kind = SeriesKind.Of(Metric.SuccessRate), Warmup = 500 });
        var random = new Random(3);
        for (var i = 0; i < 2000; i++)
            monitor.Observe(new Point(Begin.AddMinutes(i), Enumerable.Range(0, 300).Count(_ => random.NextDouble() < 0.99) / 300d, 300));

        monitor.Observe(new Point(Begin.AddMinutes(2000), 2d / 3, count)).IsAnomaly.ShouldBe(isIncident);
    }

    [Fact]
    public void An_incident_is_one_with_start_peak_and_end()
    {
        var monitor = Taught(Latency);
        var incidents = Enumerable.Range(0, 60)
            .Select(i => monitor.Observe(At(2000 + i, Usual(i) * (i is >= 20 and < 30 ? i == 25 ? 4 : 3 : 1))).Incident).OfType<Incident>().ToList();

        var ended = incidents.Where(incident => incident.End is not null).ShouldHaveSingleItem();
        incidents.Select(incident => incident.Start).Distinct().ShouldHaveSingleItem().ShouldBe(Begin.AddMinutes(2020));
        (ended.Peak, ended.Kind).ShouldBe((Begin.AddMinutes(2025), AnomalyKind.LatencySpike));
        ended.End!.Value.ShouldBeInRange(Begin.AddMinutes(2029), Begin.AddMinutes(2045));
        ended.Confidence.ShouldBeGreaterThan(0.9);
        ended.Severity.ShouldBe(Severity.Critical);
    }

    private static MonitorOptions Latency { get; } = new() { Kind = SeriesKind.Of(Metric.Latency) };

    private static SeriesMonitor Taught(MonitorOptions options)
    {
        var monitor = new SeriesMonitor(options);
        for (var i = 0; i < 2000; i++)
            monitor.Observe(At(i, Usual(i)));
        return monitor;
    }

    /// <summary>100 and up to 10 more or less, without order.</summary>
    private static double Usual(int i) => 100 + 10 * Math.Sin(i * i * 0.7);

    private static Point At(int minute, double value) => new(Begin.AddMinutes(minute), value);

    private static List<Incident> Incidents(IEnumerable<double> values) =>
        [.. Watch(values, Latency).Select(verdict => verdict.Incident).OfType<Incident>().Where(incident => incident.End is not null)];

    private static (AnomalyKind, Severity, DateTimeOffset, DateTimeOffset, DateTimeOffset?) Shape(Incident incident) =>
        (incident.Kind, incident.Severity, incident.Start, incident.Peak, incident.End);

    private static List<Verdict> Watch(IEnumerable<double> values, MonitorOptions? options = null)
    {
        var monitor = new SeriesMonitor((options ?? new MonitorOptions()) with { Warmup = 50 });
        return [.. values.Select((value, i) => monitor.Observe(At(i, value)))];
    }

    private static IEqualityComparer<Verdict> Alike { get; } = EqualityComparer<Verdict>.Create((a, b) =>
        Math.Abs(a.Score - b.Score) < 1e-6 && a.IsAnomaly == b.IsAnomaly);
}

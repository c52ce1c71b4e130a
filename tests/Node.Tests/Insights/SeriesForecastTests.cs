using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Gateway.Insights;

namespace AkkaApiBench.Node.Tests.Insights;

public sealed class SeriesForecastTests
{
    private static readonly ForecastHorizon Day = ForecastHorizon.Find("day")!;

    [Theory]
    [InlineData(null, null, "day", "target: missing")]
    [InlineData("a/b", "latency", "day", "metric: 'latency' is not allowed; allowed: one of latency.p50")]
    [InlineData("a/b", null, "month", "horizon: 'month' is not allowed; allowed: hour, day, week")]
    [InlineData("a/b", null, "day", "slo: 'quick' is not allowed; allowed: METRIC.STATISTIC OP VALUE", "quick")]
    [InlineData("a/b", null, "day", "slo: 'latency.mean<2s' judges latency.mean, which has no history", "latency.mean<2s")]
    [InlineData("a/b", "ttft.p50", "day", "slo: 'latency.p95<2s' judges latency.p95, and what is forecast is ttft.p50", "latency.p95<2s")]
    [InlineData("a/b", null, "day", "slo: 'success_rate>0.9' judges success_rate, and what is forecast is latency.p95", "latency.p95<2s", "success_rate>0.9")]
    public void What_is_no_question_is_refused_by_name(string? target, string? metric, string horizon, string said, params string[] slo) =>
        ForecastQuery.Read(target, metric, horizon, slo).Error!.ShouldStartWith(said);

    [Fact]
    public void Without_a_metric_it_is_what_the_objective_judges_or_the_median_latency()
    {
        ForecastQuery.Read("a/b", null, null, ["success_rate>=99%"]).Query!.Metric.Name.ShouldBe("success_rate");
        var query = ForecastQuery.Read("a/b", null, null, []).Query!;
        (query.Metric.Name, query.Horizon.Name).ShouldBe(("latency.p50", "day"));
    }

    [Theory]
    [InlineData(0, 0, "a forecast of a day needs values of at least 12 hours, the first of them a day before the last; there is none that is over in the last 42 days")]
    [InlineData(11, 3, "a forecast of a day needs values of at least 12 hours, the first of them a day before the last; there are 11, from 2026-11-02T00:00Z to 2026-11-03T06:00Z")]
    [InlineData(20, 1, "a forecast of a day needs values of at least 12 hours, the first of them a day before the last; there are 20, from 2026-11-02T00:00Z to 2026-11-02T19:00Z")]
    public void Too_few_values_are_refused_with_what_is_needed(int values, int apart, string said) =>
        Day.WhyNot(Known(values, apart), SampleHistory.Begin.AddHours(31)).ShouldBe(said);

    [Fact]
    public void Values_that_are_older_than_what_is_asked_for_are_refused()
    {
        var known = Known(48, apart: 1)!;

        Day.WhyNot(known, known.End.AddHours(24)).ShouldBeNull();
        Day.WhyNot(known, known.End.AddHours(25)).ShouldBe("a forecast of a day needs values that are no older than that; the last is of 2026-11-03T23:00Z");
    }

    [Fact]
    public void A_day_is_forecast_by_hour_from_the_hour_that_lasts_now()
    {
        var (known, end) = (Known(10 * 24, apart: 1)!, SampleHistory.Begin.AddDays(10));

        var view = View(known, end);

        view.Steps.Select(step => step.At).ShouldBe(Enumerable.Range(0, 24).Select(hour => end.AddHours(hour)));
        foreach (var (hour, step) in view.Steps.Index())
        {
            step.Mean.ShouldBe(SampleHistory.Daily(hour), 30);
            step.Lo95.ShouldBeLessThanOrEqualTo(step.Lo80);
            step.Lo80.ShouldBeLessThanOrEqualTo(step.Mean);
            step.Mean.ShouldBeLessThanOrEqualTo(step.Hi80);
            step.Hi80.ShouldBeLessThanOrEqualTo(step.Hi95);
        }

        (view.Values, view.Unit, view.SeasonsS[0]).ShouldBe((240, "ms", 86400));
        view.Breaches.ShouldBeNull();
    }

    [Fact]
    public void Hours_without_values_since_the_last_are_forecast_and_left_out()
    {
        var (known, end) = (Known(10 * 24, apart: 1)!, SampleHistory.Begin.AddDays(10).AddHours(6));

        var view = View(known, end);

        view.Steps.Count.ShouldBe(24);
        view.Steps[0].At.ShouldBe(end);
        view.Steps[0].Mean.ShouldBe(SampleHistory.Daily(6), 30);
    }

    [Fact]
    public void A_breach_is_told_with_when_and_how_likely()
    {
        var (known, end) = (Known(10 * 24, apart: 1)!, SampleHistory.Begin.AddDays(10));

        var breaches = View(known, end, "latency.p50<1400ms", "latency.p50<10s").Breaches!;

        breaches[0].LikelyFrom.ShouldNotBeNull().ShouldBeInRange(end.AddHours(3), end.AddHours(5));
        breaches[0].MostLikelyAt.ShouldBeInRange(end.AddHours(4), end.AddHours(8));
        breaches[0].AnyAtLeast.ShouldBeGreaterThan(0.8);
        breaches[0].Probabilities.Count.ShouldBe(24);
        breaches[0].Probabilities[18].ShouldBeLessThan(0.2);
        breaches[1].LikelyFrom.ShouldBeNull();
        breaches[1].AnyAtLeast.ShouldBeLessThan(0.2);
        breaches[1].AnyAtMost.ShouldBeGreaterThanOrEqualTo(breaches[1].AnyAtLeast);
    }

    private static KnownValues? Known(int values, int apart) => SampleHistory.Known(SampleHistory.OfLatencies(
        [.. Enumerable.Range(0, Math.Max(1, values * apart)).Select(hour => values > 0 && hour % apart == 0 ? SampleHistory.Daily(hour) : double.NaN)]));

    private static ForecastView View(KnownValues known, DateTimeOffset end, params string[] slo)
    {
        var query = ForecastQuery.Read(SampleHistory.Target.Value, null, "day", slo).Query!;
        return SeriesForecast.ViewOf(query, known, SeriesForecast.Of(known, Day, end), end);
    }
}

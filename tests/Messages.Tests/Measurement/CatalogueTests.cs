using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Messages.Tests.Measurement;

/// <summary>Names and numbers that are published or stored: a change here breaks files and journals.</summary>
public class CatalogueTests
{
    [Fact]
    public void Error_kinds_have_the_names_and_numbers_of_the_taxonomy() =>
        Enum.GetValues<ErrorKind>().Select(kind => ((int)kind, kind.Name())).ShouldBe(
        [
            (1, "rate_limited"), (2, "overloaded"), (3, "server_error"), (4, "auth"), (5, "not_found"), (6, "bad_request"), (7, "content_filtered"),
            (8, "dns"), (9, "connect"), (10, "tls"), (11, "connection_reset"), (12, "timeout_connect"), (13, "timeout_first_token"),
            (14, "timeout_total"), (15, "truncated_stream"), (16, "malformed_response"), (17, "cancelled"), (18, "budget_exhausted"), (19, "internal"),
            (30, "provoked"),
        ]);

    [Fact]
    public void Measures_have_the_numbers_that_are_stored() =>
        Enum.GetValues<Measure>().Select(measure => ((int)measure, measure.ToString())).ShouldBe(
        [
            (1, "Latency"), (2, "ResponseTime"), (3, "Ttft"), (4, "Ttfat"), (5, "InterChunkLatency"), (6, "Tpot"), (7, "Headers"), (8, "Dns"),
            (9, "Connect"), (10, "Tls"), (11, "PacingError"), (12, "ThreadPoolDelay"), (13, "SendDelay"), (20, "Stall"), (21, "GapJitter"),
        ]);

    [Fact]
    public void Every_measure_has_one_metric() =>
        Metric.All.Select(metric => metric.Measure).OfType<Measure>().Order().ShouldBe(Enum.GetValues<Measure>().Order());

    [Fact]
    public void Every_metric_has_a_name_of_its_own_by_which_it_is_found()
    {
        Metric.All.Select(metric => metric.Name).ShouldBeUnique();
        Metric.All.ShouldAllBe(metric => Metric.Find(metric.Name) == metric && metric.Definition.Length > 0);
        Metric.All.ShouldAllBe(metric => metric.Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'));
    }

    [Fact]
    public void Every_metric_that_is_declared_is_in_the_catalogue() =>
        typeof(Metric).GetFields().Where(field => field.FieldType == typeof(Metric)).Select(field => field.GetValue(null)).ShouldBe(Metric.All, ignoreOrder: true);

    [Fact]
    public void Times_are_distributions_and_single_requests_have_times_only()
    {
        Metric.All.ShouldAllBe(metric => metric.Unit == Unit.Time == (metric.Measure != null));
        Metric.All.Where(metric => metric.OfRequest).ShouldAllBe(metric => metric.Measure != null);
        Metric.Find("speed").ShouldBeNull();
    }
}

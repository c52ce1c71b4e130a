using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Messages.Tests.Measurement;

public sealed class MetricDocumentationTests
{
    [Fact]
    public void The_document_defines_every_metric_as_the_code_does()
    {
        var document = Repository.Document("metrics.md");

        foreach (var metric in Metric.All)
            document.ShouldContain($"| `{metric.Name}` | {UnitOf(metric)} | {metric.Better.ToString().ToLowerInvariant()} | {metric.Definition} |");
    }

    [Fact]
    public void The_document_names_every_error()
    {
        var document = Repository.Document("metrics.md");

        foreach (var kind in Enum.GetValues<ErrorKind>())
            document.ShouldContain($"`{kind.Name()}`");
    }

    private static string UnitOf(Metric metric) => metric.Unit switch
    {
        Unit.Time => "ms",
        Unit.PerSecond => "1/s",
        Unit.Share => "0..1",
        Unit.Usd => "USD",
        Unit.Ratio => "number",
        _ => "1/USD",
    };
}

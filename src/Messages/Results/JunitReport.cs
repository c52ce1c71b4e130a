using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Messages.Results;

/// <summary>A result as JUnit's XML, which CI servers show: a test case for the run itself, and one for each threshold.</summary>
internal static class JunitReport
{
    private const string RunCase = "run completes";

    /// <summary>Writes the result.</summary>
    public static string Write(RunResult result)
    {
        var completed = result.Status is RunStatus.Completed;
        var missed = result.Thresholds.Count(threshold => !threshold.Passed);
        var suite = new XElement("testsuite",
            new XAttribute("name", Printable(result.Name)),
            new XAttribute("tests", 1 + result.Thresholds.Count),
            new XAttribute("failures", missed),
            new XAttribute("errors", completed ? 0 : 1),
            new XAttribute("skipped", 0),
            new XAttribute("time", Seconds(result.DurationS)),
            new XAttribute("timestamp", result.StartedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)),
            new XElement("properties", Property("run_id", result.RunId), Property("mode", result.Mode)),
            CaseOf(result, RunCase, result.DurationS, completed ? null : new XElement("error", new XAttribute("message", $"the run ended as {result.Status.Name()}"))),
            result.Thresholds.Select(threshold => CaseOf(result, threshold.Expression, 0, threshold.Passed ? null : FailureOf(threshold))));
        return Text(new XElement("testsuites", new XAttribute("name", "apibench"), suite));
    }

    private static XElement CaseOf(RunResult result, string name, double seconds, XElement? trouble) => new("testcase",
        new XAttribute("classname", Printable(result.Name)), new XAttribute("name", Printable(name)), new XAttribute("time", Seconds(seconds)), trouble);

    private static XElement FailureOf(ThresholdResult threshold)
    {
        var observed = threshold.Observed is { } value ? $"observed {value.ToString("0.######", CultureInfo.InvariantCulture)}" : threshold.Note ?? "nothing was observed";
        var place = string.Join(", ", new[] { threshold.Target, threshold.Test }.OfType<string>());
        return new XElement("failure",
            new XAttribute("message", Printable($"{threshold.Expression}: {observed}{(place.Length > 0 ? $" ({place})" : "")}")),
            new XAttribute("type", "threshold"));
    }

    private static XElement Property(string name, string value) => new("property", new XAttribute("name", name), new XAttribute("value", Printable(value)));

    private static string Seconds(double seconds) => seconds.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>Names come from plans: XML 1.0 has no place for some characters, escaped or not.</summary>
    private static string Printable(string text) => string.Concat(text.Select(c => XmlConvert.IsXmlChar(c) ? c : '\uFFFD'));

    private static string Text(XElement root)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" }))
            root.Save(writer);
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{text}\n";
    }
}

using AkkaApiBench.Cli.Display;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Cli.Outputs.Reports;

/// <summary>A form in which a result is written for others.</summary>
/// <param name="Name">What the user types.</param>
/// <param name="Write">Writes a result.</param>
internal sealed record ReportFormat(string Name, Func<RunResult, string> Write)
{
    /// <summary>Every form.</summary>
    public static readonly IReadOnlyList<ReportFormat> All =
    [
        new("md", result => MarkdownReport.Write(ResultReport.Of(result))),
        new("html", HtmlReport.Write),
        new("csv", CsvReport.Write),
        new("junit", JunitReport.Write),
    ];

    /// <summary>The form of a name in <see cref="All"/>.</summary>
    public static ReportFormat Of(string name) => All.First(format => format.Name == name);
}

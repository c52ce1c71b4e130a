using AkkaApiBench.Messages.Results;
using AkkaApiBench.Node.Gateway.Page;

namespace AkkaApiBench.Cli.Outputs.Reports;

/// <summary>A result as one HTML file that opens from disk.</summary>
internal static class HtmlReport
{
    /// <summary>Writes the result.</summary>
    /// <exception cref="CliException">This program was built without the page.</exception>
    public static string Write(RunResult result) => ReportPage.Write(result) ?? throw CliException.Usage($"--format: 'html' is not there: {ReportPage.HowToGetIt}");
}

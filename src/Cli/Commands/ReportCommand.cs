using System.CommandLine;
using AkkaApiBench.Cli.Outputs;
using AkkaApiBench.Cli.Outputs.Reports;
using AkkaApiBench.Cli.Results;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Cli.Commands;

/// <summary><c>apibench report</c>: a stored result in a form for others.</summary>
internal static class ReportCommand
{
    private const string Description = """
        Writes a stored result in another form: Markdown for a comment or a step summary, one HTML file with charts and all data in
        it, CSV with a line for each figure, or JUnit's XML with a test case for each threshold.

        Examples:
          apibench report results/20261125-074617-pcmj2t --format junit --output junit.xml
          apibench report results/result.json --format md >> "$GITHUB_STEP_SUMMARY"
          apibench report results/result.json --format html --output report.html
          apibench report results/result.json --format csv
        """;

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("report", Description);
        var source = new Argument<string>("RESULT") { Description = "The result: a file, or a directory with a result.json" };
        var format = new Option<string>("--format")
        {
            Description = "The form",
            HelpName = string.Join('|', ReportFormat.All.Select(format => format.Name)),
            DefaultValueFactory = _ => ReportFormat.All[0].Name,
        };
        format.AcceptOnlyFromAmong([.. ReportFormat.All.Select(format => format.Name)]);
        var output = new Option<string?>("--output") { Description = "Where it is written [default: standard output]", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Write the result itself, as JSON" };
        command.Arguments.Add(source);
        command.Options.Add(format);
        command.Options.Add(output);
        command.Options.Add(json);
        command.SetAction(async (parsed, _) =>
        {
            var result = ResultFile.Read(parsed.GetRequiredValue(source), surroundings.PathOf).Result;
            var text = parsed.GetValue(json) ? ResultJson.Write(result) + "\n" : ReportFormat.Of(parsed.GetRequiredValue(format)).Write(result);
            await surroundings.WriteAsync(text, parsed.GetValue(output), output.Name);
            return (int)ExitCode.Done;
        });
        return command;
    }
}

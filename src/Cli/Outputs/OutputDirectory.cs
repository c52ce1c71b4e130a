using AkkaApiBench.Cli.Display;
using AkkaApiBench.Cli.Outputs.Records;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Node.Gateway.Page;

namespace AkkaApiBench.Cli.Outputs;

/// <summary>Where the files of a run go.</summary>
internal sealed class OutputDirectory
{
    public const string Result = "result.json";
    public const string Summary = "summary.md";
    public const string Junit = "junit.xml";
    public const string Page = "report.html";

    private readonly string _path;
    private readonly bool _isForOneRun;

    private OutputDirectory(string path, bool isForOneRun, RecordFormat records) => (_path, _isForOneRun, Records) = (path, isForOneRun, records);

    /// <summary>The format of the records of requests.</summary>
    public RecordFormat Records { get; }

    /// <summary>Checks that files can be written there, before anything is started.</summary>
    /// <param name="directory">The directory that the user named; null for one named after the run, in <c>results</c>.</param>
    /// <param name="records">The format of the records of requests.</param>
    /// <param name="pathOf">Makes a path absolute.</param>
    /// <exception cref="CliException">It cannot be written.</exception>
    public static OutputDirectory Prepare(string? directory, RecordFormat records, Func<string, string> pathOf)
    {
        var path = pathOf(directory ?? "results");
        WritableDirectory.Check("--output-dir", path);
        return new OutputDirectory(path, isForOneRun: directory is not null, records);
    }

    /// <summary>The directory of a run.</summary>
    public string PathOf(string runId) => _isForOneRun ? _path : Path.Combine(_path, runId);

    /// <summary>Writes <c>result.json</c>, <c>summary.md</c>, <c>junit.xml</c>, and <c>report.html</c> where this program has the page.</summary>
    public async Task SaveAsync(RunResult result, Report report)
    {
        var path = Directory.CreateDirectory(PathOf(result.RunId)).FullName;
        await WholeFile.ReplaceAsync(Path.Combine(path, Result), ResultJson.Write(result));
        await WholeFile.ReplaceAsync(Path.Combine(path, Summary), MarkdownReport.Write(report));
        await WholeFile.ReplaceAsync(Path.Combine(path, Junit), JunitReport.Write(result));
        // What an earlier run left must not pass for this one's.
        foreach (var left in RecordFormat.All.Select(format => format.File).Append(Page))
            File.Delete(Path.Combine(path, left));
        if (ReportPage.Write(result) is { } page)
            await WholeFile.ReplaceAsync(Path.Combine(path, Page), page);
    }

    /// <summary>Moves the records of every request here, in the format wanted; false when there are none.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="records">Where the worker wrote them.</param>
    public async Task<bool> TakeRecordsAsync(string runId, string records)
    {
        var source = Path.Combine(records, $"{runId}.jsonl");
        if (!File.Exists(source))
            return false;
        var destination = Path.Combine(PathOf(runId), Records.File);
        if (Records.Open is null)
        {
            File.Move(source, destination, overwrite: true);
            return true;
        }

        await RecordConversion.ConvertAsync(source, destination, Records);
        File.Delete(source);
        return true;
    }
}

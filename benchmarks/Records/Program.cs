using System.CommandLine;
using System.Globalization;
using AkkaApiBench.Common;
using AkkaApiBench.Records;

var records = new Option<long>("--records") { Description = "How many requests are recorded.", DefaultValueFactory = _ => 10_000_000 };
var format = new Option<string?>("--format") { Description = "Also convert the records as apibench run --format does: csv or parquet." };
format.AcceptOnlyFromAmong("csv", "parquet");
var keep = new Option<string?>("--keep") { Description = "Where the files are left, in place of a temporary folder." };
var root = new RootCommand("""
    Whether memory stays flat however many requests there are: millions of records go the way of a run's, through the recorder of
    windows, the request log and the merging of windows, to a result on disk.

    Example: dotnet run --project benchmarks/Records -c Release -- --records 10000000
    """)
{
    records, format, keep,
};
root.SetAction(async (parsed, _) =>
{
    using var temporary = new TemporaryFolder();
    var folder = parsed.GetValue(keep) is { } kept ? Directory.CreateDirectory(kept).FullName : temporary.Path;
    var figures = await new RecordedRun(folder, parsed.GetValue(records)).ExecuteAsync();
    BenchmarkOutput.Say($"{"records",12} {"seconds",9} {"records/s",11} {"file MB",9} {"peak MB at 10 %",16} {"peak MB",9} {"allocated/record",17}");
    BenchmarkOutput.Say(string.Create(CultureInfo.InvariantCulture,
        $"{figures.Records,12:#,0} {figures.Seconds,9:0.0} {figures.Records / figures.Seconds,11:#,0} {figures.FileBytes / 1e6,9:0} {figures.EarlyPeakBytes / 1e6,16:0} {figures.PeakBytes / 1e6,9:0} {figures.AllocatedBytes / (double)figures.Records,17:0.0}"));
    ConversionFigures? converted = null;
    if (parsed.GetValue(format) is { } wanted)
    {
        converted = await ConvertedRecords.MeasureAsync(figures.File, figures.Records, wanted);
        BenchmarkOutput.Say(string.Create(CultureInfo.InvariantCulture,
            $"{wanted}: {converted.Records / converted.Seconds:#,0} records/s, {converted.FileBytes / 1e6:0} MB, peak after a tenth {converted.EarlyPeakBytes / 1e6:0} MB, after all {converted.PeakBytes / 1e6:0} MB"));
    }

    return BenchmarkOutput.Conclude("records", new { run = figures, conversion = converted },
    [
        Claim.AtLeast("lines in the file for each record", figures.Lines / (double)figures.Records, 1),
        Claim.AtLeast("requests in the result for each record", figures.Counted / (double)figures.Records, 1),
        Claim.AtMost("peak memory at the end / after a tenth", figures.PeakBytes / (double)figures.EarlyPeakBytes, 1.25),
        .. converted is null ? (IEnumerable<Claim>)[] : [Claim.AtMost($"peak memory after converting all to {converted.Format} / a tenth", converted.PeakBytes / (double)converted.EarlyPeakBytes, 1.25)],
    ]);
});
return await root.Parse(args).InvokeAsync();

using System.Diagnostics;
using AkkaApiBench.Cli.Outputs.Records;

namespace AkkaApiBench.Records;

/// <summary>What a conversion took.</summary>
/// <param name="Format">Into which format.</param>
/// <param name="Records">How many records.</param>
/// <param name="Seconds">The time.</param>
/// <param name="FileBytes">What was written.</param>
/// <param name="EarlyPeakBytes">The most memory that the process had at a time, after a tenth of the records had been converted apart.</param>
/// <param name="PeakBytes">The same after all.</param>
internal sealed record ConversionFigures(string Format, long Records, double Seconds, long FileBytes, long EarlyPeakBytes, long PeakBytes);

/// <summary>Converts the records of a run as <c>--format</c> does.</summary>
internal static class ConvertedRecords
{
    public static async Task<ConversionFigures> MeasureAsync(string source, long records, string format)
    {
        var (tenth, destination) = ($"{source}.tenth", $"{source}.{format}");
        await File.WriteAllLinesAsync(tenth, File.ReadLines(source).Take((int)(records / 10)));
        await RecordConversion.ConvertAsync(tenth, destination, RecordFormat.Of(format));
        File.Delete(tenth);
        var early = RecordedRun.PeakBytes();

        var started = Stopwatch.GetTimestamp();
        await RecordConversion.ConvertAsync(source, destination, RecordFormat.Of(format));
        return new ConversionFigures(format, records, Stopwatch.GetElapsedTime(started).TotalSeconds, new FileInfo(destination).Length, early, RecordedRun.PeakBytes());
    }
}

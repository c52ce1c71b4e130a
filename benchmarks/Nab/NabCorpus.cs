using System.Globalization;
using System.Text.Json;
using AkkaApiBench.Analytics.Detection;

namespace AkkaApiBench.Benchmarks.Nab;

/// <summary>A series of the benchmark.</summary>
/// <param name="Name">CATEGORY/FILE.csv.</param>
/// <param name="Points">The rows.</param>
/// <param name="Windows">First and last row of each labelled window.</param>
internal sealed record NabSeries(string Name, IReadOnlyList<Point> Points, IReadOnlyList<(int First, int Last)> Windows)
{
    /// <summary>The scores that the ensemble gives, by the past only: what <c>apibench detect</c> writes without further flags.</summary>
    public IReadOnlyList<double> Detect()
    {
        var monitor = new SeriesMonitor(MonitorOptions.ForFile(Points.Count));
        return [.. Points.Select(point => monitor.Observe(point).Score)];
    }
}

/// <summary>Reads the benchmark's files: <c>data/CATEGORY/FILE.csv</c> and <c>windows.json</c> or <c>labels/combined_windows.json</c>.</summary>
internal static class NabCorpus
{
    public static IReadOnlyList<NabSeries> Read(string directory)
    {
        var labels = Path.Combine(directory, "windows.json");
        using var windows = JsonDocument.Parse(File.ReadAllText(File.Exists(labels) ? labels : Path.Combine(directory, "labels", "combined_windows.json")));
        return
        [
            .. windows.RootElement.EnumerateObject()
                .Select(file => (file.Name, Path: Path.Combine(directory, "data", file.Name), file.Value))
                .Where(file => File.Exists(file.Path))
                .Select(file =>
                {
                    var points = File.ReadLines(file.Path).Skip(1).Where(line => line.Length > 0).Select(PointOf).ToList();
                    return new NabSeries(file.Name, points, [.. file.Value.EnumerateArray().Select(window => Place(points, TimeOf(window[0].GetString()!), TimeOf(window[1].GetString()!)))]);
                }),
        ];
    }

    /// <summary>The column <c>anomaly_score</c> of a file that a detector wrote.</summary>
    public static IReadOnlyList<double> ReadScores(string path)
    {
        var lines = File.ReadLines(path).Where(line => line.Length > 0);
        var column = Array.IndexOf(lines.First().Split(','), "anomaly_score");
        return [.. lines.Skip(1).Select(line => double.Parse(line.Split(',')[column], CultureInfo.InvariantCulture))];
    }

    private static (int First, int Last) Place(List<Point> points, DateTimeOffset first, DateTimeOffset last) =>
        (points.FindIndex(point => point.Time >= first), points.FindLastIndex(point => point.Time <= last));

    private static Point PointOf(string line)
    {
        var comma = line.IndexOf(',', StringComparison.Ordinal);
        return new Point(TimeOf(line[..comma]), double.Parse(line[(comma + 1)..], CultureInfo.InvariantCulture));
    }

    private static DateTimeOffset TimeOf(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

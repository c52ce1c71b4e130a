using System.Globalization;

namespace AkkaApiBench.Benchmarks.M4;

/// <summary>A series of the competition.</summary>
/// <param name="Id">Its name, such as <c>H1</c>.</param>
/// <param name="Train">What is known.</param>
/// <param name="Test">What is to be forecast.</param>
internal sealed record CompetitionSeries(string Id, double[] Train, double[] Test)
{
    /// <summary>Reads <c>train.csv</c> and <c>test.csv</c> of a directory: a row a series, its name and then its values.</summary>
    public static IReadOnlyList<CompetitionSeries> ReadAll(string directory)
    {
        var tests = Read(Path.Combine(directory, "test.csv")).ToDictionary(row => row.Id, row => row.Values);
        return [.. Read(Path.Combine(directory, "train.csv")).Select(row => new CompetitionSeries(row.Id, row.Values, tests[row.Id]))];
    }

    private static IEnumerable<(string Id, double[] Values)> Read(string file) =>
        from line in File.ReadLines(file)
        let cells = line.Split(',')
        let values = cells.Skip(1).Select(cell => cell.Trim('"')).Where(cell => cell.Length > 0)
        where values.Any() && values.All(cell => double.TryParse(cell, CultureInfo.InvariantCulture, out _))
        select (cells[0].Trim('"'), values.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray());
}

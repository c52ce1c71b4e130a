using System.Globalization;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Cli.Series;

/// <summary>
/// Reads a series: comma-separated text whose header names the columns <c>timestamp</c> and <c>value</c>, and may name
/// <c>count</c>; other columns are passed over. The rows come in the order of the lines, whatever their times are.
/// </summary>
internal sealed class SeriesReader
{
    private const int MostErrors = 10;
    private const string TimeAllowed = "a time such as 2026-11-24 17:02:01 or 2026-11-24T17:02:01Z (UTC without a zone), or Unix seconds";
    private static readonly string[] Columns = ["timestamp", "value", "count"];

    private readonly string _name;
    private readonly List<string> _errors = [];
    private int _line;

    private SeriesReader(string name) => _name = name;

    /// <summary>Reads a file.</summary>
    /// <param name="name">The file as the user named it.</param>
    /// <param name="pathOf">Makes a path absolute.</param>
    /// <exception cref="CliException">It cannot be read or is no series; names the file, the line and the column.</exception>
    public static IReadOnlyList<SeriesRow> ReadFile(string name, Func<string, string> pathOf)
    {
        var path = pathOf(name);
        try
        {
            using var text = new StreamReader(path);
            return Read(text, name);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CliException.Usage($"FILE: there is no file '{name}' (looked at {path})");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"FILE: '{name}' cannot be read: {error.Message}");
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="CliException">It is no series; tells the first errors.</exception>
    public static IReadOnlyList<SeriesRow> Read(TextReader text, string name)
    {
        var reader = new SeriesReader(name);
        var rows = reader.Read(text);
        if (rows.Count == 0 && reader._errors.Count == 0)
            reader.Refuse(null, "the end of the file", "a line with a timestamp and a value");
        return reader._errors.Count == 0 ? rows : throw CliException.Usage(reader._errors);
    }

    private List<SeriesRow> Read(TextReader text)
    {
        var rows = new List<SeriesRow>();
        if (text.ReadLine() is not { } header)
            return rows;
        _line = 1;
        var names = header.TrimStart('\uFEFF').Split(',', StringSplitOptions.TrimEntries);
        var places = Columns.Select(column => Array.FindIndex(names, name => name.Equals(column, StringComparison.OrdinalIgnoreCase))).ToArray();
        if (places[0] < 0 || places[1] < 0)
        {
            Refuse(null, ErrorText.OfText(header), "a header with the columns timestamp and value (and, where there is one, count), separated by commas");
            return rows;
        }

        while (text.ReadLine() is { } line && _errors.Count < MostErrors)
        {
            _line++;
            if (!string.IsNullOrWhiteSpace(line) && RowOf(line.Split(',', StringSplitOptions.TrimEntries), names.Length, places) is { } row)
                rows.Add(row);
        }

        return rows;
    }

    private SeriesRow? RowOf(string[] fields, int columns, int[] places)
    {
        if (fields.Length != columns)
        {
            Refuse(null, string.Create(CultureInfo.InvariantCulture, $"{fields.Length} fields"), string.Create(CultureInfo.InvariantCulture, $"{columns} fields, as in the header"));
            return null;
        }

        var (timestamp, text, countText) = (fields[places[0]], fields[places[1]], places[2] < 0 ? "" : fields[places[2]]);
        if (TimeOf(timestamp) is not { } time)
            Refuse("timestamp", ErrorText.OfText(timestamp), TimeAllowed);
        else if (ValueOf(text) is not { } value)
            Refuse("value", ErrorText.OfText(text), "a number; nothing or NaN where there is none");
        else if (countText.Length == 0)
            return new SeriesRow(timestamp, time, text, value, Count: null);
        else if (long.TryParse(countText, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return new SeriesRow(timestamp, time, text, value, count);
        else
            Refuse("count", ErrorText.OfText(countText), "a whole number from 0; nothing where there is none");
        return null;
    }

    private static DateTimeOffset? TimeOf(string text)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
            return Math.Abs(seconds) < 1e11 ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }

    private static double? ValueOf(string text)
    {
        if (text.Length == 0)
            return double.NaN;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && !double.IsInfinity(value) ? value : null;
    }

    private void Refuse(string? column, string value, string allowed) =>
        _errors.Add(string.Create(CultureInfo.InvariantCulture, $"{_name} line {Math.Max(1, _line)}{(column is null ? "" : $", {column}")}: {value} is not allowed; allowed: {allowed}"));
}

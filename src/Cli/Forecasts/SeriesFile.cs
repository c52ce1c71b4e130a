using AkkaApiBench.Analytics.Forecasting;
using AkkaApiBench.Cli.Series;

namespace AkkaApiBench.Cli.Forecasts;

/// <summary>A series read from a file, at even distances.</summary>
internal sealed record SeriesFile(string Name, TimeGrid Grid)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="CliException">It is no series that can be forecast; names the file and what is wrong.</exception>
    public static SeriesFile Read(string name, Func<string, string> pathOf)
    {
        var rows = SeriesReader.ReadFile(name, pathOf);
        try
        {
            var grid = TimeGrid.Of([.. rows.Select(row => (row.Time, row.Value))]);
            return grid.Values.Any(double.IsFinite) ? new SeriesFile(name, grid)
                : throw CliException.Usage($"{name}, value: nothing but gaps is not allowed; allowed: at least one number");
        }
        catch (ArgumentException error)
        {
            throw CliException.Usage($"{name}, timestamp: {error.Message}");
        }
    }
}

/// <summary>The forecast of a file.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Grid">What was known.</param>
/// <param name="Forecast">What will be.</param>
internal sealed record FileForecast(string File, TimeGrid Grid, Forecast Forecast);

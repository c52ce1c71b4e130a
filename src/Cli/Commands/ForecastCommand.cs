using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using AkkaApiBench.Analytics.Forecasting;
using AkkaApiBench.Cli.Forecasts;
using AkkaApiBench.Cli.Outputs;

namespace AkkaApiBench.Cli.Commands;

/// <summary><c>apibench forecast</c>: what series will be, with intervals.</summary>
internal static class ForecastCommand
{
    private const string Description = """
        Forecasts series, with intervals that hold 80 % and 95 % of what comes.

        A file has the columns timestamp and value; gaps are allowed. The times need not be in order, and say how long a
        day and a week are. Written are the columns step, mean, lo80, hi80, lo95 and hi95; the mean is the middle of what is
        likely.

        Examples:
          apibench forecast latency.csv --horizon 24
          apibench forecast monday.csv tuesday.csv --horizon 48 --season 24 --output-dir forecasts

        Exit codes: 0 done; 2 wrong usage or a file that is no series.
        """;

    private const int LongestHorizon = 100_000;

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("forecast", Description);
        var files = new Argument<string[]>("FILE") { Description = "Series: CSV files with the columns timestamp and value", Arity = ArgumentArity.OneOrMore };
        files.Validators.Add(RefuseFlags);
        var horizon = WholeNumber("--horizon", 1, "How many steps to forecast");
        horizon.Required = true;
        var season = WholeNumber("--season", 2, "The length of the season in steps; a week is found where this is a day [default: found]");
        var directory = new Option<string?>("--output-dir")
        {
            Description = "Where a file of the same name goes for each series [default: one series goes to standard output]",
            HelpName = "DIR",
        };
        command.Arguments.Add(files);
        command.Options.Add(horizon);
        command.Options.Add(season);
        command.Options.Add(directory);
        var json = new Option<bool>("--json") { Description = "Write steps, seasons and methods as JSON to standard output" };
        command.Options.Add(json);
        command.Options.Add(new Option<bool>("--no-color") { Description = "Plain text (so is everything that forecast writes)" });
        command.SetAction(async (parsed, _) =>
        {
            var names = parsed.GetRequiredValue(files);
            var output = DirectoryFor(names, parsed.GetValue(directory), parsed.GetValue(json), surroundings.PathOf);
            var series = names.Select(name => SeriesFile.Read(name, surroundings.PathOf)).ToList();
            var forecasts = Forecast(series, parsed.GetValue(horizon)!.Value, parsed.GetValue(season), surroundings.Interrupts.Stop);
            if (output is not null)
            {
                Directory.CreateDirectory(output);
                foreach (var forecast in forecasts)
                    await WholeFile.ReplaceAsync(Path.Combine(output, Path.GetFileName(forecast.File)), ForecastText.Csv(forecast));
                surroundings.Error.Writer.WriteLine($"{forecasts.Length} {(forecasts.Length == 1 ? "forecast" : "forecasts")} in {output}");
            }

            if (parsed.GetValue(json))
                surroundings.Out.Writer.WriteLine(ForecastText.Json(forecasts));
            else if (output is null)
                surroundings.Out.Writer.Write(ForecastText.Csv(forecasts[0]));
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static FileForecast[] Forecast(List<SeriesFile> series, int horizon, int? season, CancellationToken stop)
    {
        var forecasts = new FileForecast[series.Count];
        Parallel.For(0, series.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = stop }, i =>
            forecasts[i] = new FileForecast(series[i].Name, series[i].Grid, Forecaster.Of(
                series[i].Grid.Values, new ForecastOptions { Horizon = horizon, Season = season, Spacing = series[i].Grid.Spacing })));
        return forecasts;
    }

    /// <summary>Where files go; null for standard output.</summary>
    private static string? DirectoryFor(string[] names, string? directory, bool isJson, Func<string, string> pathOf)
    {
        if (directory is null)
        {
            return names.Length == 1 || isJson ? null
                : throw CliException.Usage($"--output-dir: nothing is not allowed for {names.Length} files; give --output-dir DIR, or --json");
        }

        var path = pathOf(directory);
        if (names.GroupBy(Path.GetFileName).FirstOrDefault(group => group.Count() > 1) is { } same)
            throw CliException.Usage($"FILE: {string.Join(" and ", same.Select(name => $"'{name}'"))} would be the same file in {directory}; forecast them into directories of their own");
        if (names.FirstOrDefault(name => Path.GetDirectoryName(pathOf(name)) == path) is { } own)
            throw CliException.Usage($"--output-dir: '{directory}' is where '{own}' is, which would be replaced; choose another directory");
        WritableDirectory.Check("--output-dir", path);
        return path;
    }

    private static void RefuseFlags(ArgumentResult result)
    {
        foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
            result.AddError($"'{token.Value.Split('=')[0]}' is no flag of forecast");
    }

    private static Option<int?> WholeNumber(string name, int min, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= LongestHorizon)
                return value;
            result.AddError($"{name}: '{result.Tokens[0].Value}' is not allowed; allowed: a whole number from {min} to {LongestHorizon}");
            return null;
        },
    };
}

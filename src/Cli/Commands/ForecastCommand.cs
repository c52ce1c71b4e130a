using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using AkkaApiBench.Analytics.Forecasting;
using AkkaApiBench.Cli.Forecasts;
using AkkaApiBench.Cli.Gateway;
using AkkaApiBench.Cli.Outputs;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Commands;

/// <summary><c>apibench forecast</c>: what series will be, with intervals.</summary>
internal static class ForecastCommand
{
    private const string Description = """
        Forecasts series, with intervals that hold 80 % and 95 % of what comes: files, or what a gateway knows of a target.

        A file has the columns timestamp and value; gaps are allowed. The times need not be in order, and say how long a
        day and a week are. Written are the columns step (of a target: at), mean, lo80, hi80, lo95 and hi95; the mean is the
        middle of what is likely.

        Examples:
          apibench forecast latency.csv --horizon 24
          apibench forecast monday.csv tuesday.csv --horizon 48 --season 24 --output-dir forecasts
          apibench forecast --gateway http://127.0.0.1:8080 --target openai/gpt-4o-mini --horizon day --slo 'latency.p95<2s'

        Exit codes: 0 done; 1 too little is known of the target; 2 wrong usage or a file that is no series; 3 the gateway could
        not be reached.
        """;

    private const int LongestHorizon = 100_000;

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("forecast", Description);
        var files = new Argument<string[]>("FILE") { Description = "Series: CSV files with the columns timestamp and value", Arity = ArgumentArity.ZeroOrMore };
        files.Validators.Add(RefuseFlags);
        var horizon = new Option<string?>("--horizon") { Description = "How many steps to forecast; of a target: hour, day or week [default: day]", HelpName = "N" };
        var season = new Option<int?>("--season")
        {
            Description = "The length of the season in steps; a week is found where this is a day [default: found]",
            HelpName = "N",
            CustomParser = result => WholeNumber(result, "--season", min: 2),
        };
        var directory = new Option<string?>("--output-dir")
        {
            Description = "Where a file of the same name goes for each series [default: one series goes to standard output]",
            HelpName = "DIR",
        };
        var metric = new Option<string?>("--metric") { Description = "Of a target: the series, such as latency.p95 [default: what --slo judges, or latency.p50]", HelpName = "NAME" };
        var slo = new Option<string[]>("--slo")
        {
            Description = "Of a target: tell when and how likely this will be broken; may be repeated",
            HelpName = "CONDITION",
        };
        command.Arguments.Add(files);
        var target = new Option<string?>("--target") { Description = "The target to forecast, as /api/v1/targets of a gateway lists it", HelpName = "TARGET" };
        foreach (Option option in new Option[] { target, horizon, metric, slo, season, directory })
            command.Options.Add(option);
        var options = new GatewayOptions().AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var names = parsed.GetValue(files) ?? [];
            if (names.Length > 0)
            {
                Refuse(parsed, "is for a target, and not for files", target, metric, slo, options.Gateway);
                await ForecastFilesAsync(
                    surroundings, names, StepsOf(parsed.GetValue(horizon)), parsed.GetValue(season), parsed.GetValue(directory), options.IsJson(parsed));
                return (int)ExitCode.Done;
            }

            if (parsed.GetValue(target) is not { } asked)
                throw CliException.Usage("FILE: nothing is not allowed; allowed: files with the columns timestamp and value, or --target TARGET for what a gateway knows");
            Refuse(parsed, "is for files, and not for a target", season, directory);
            var path = Query.Of("forecasts",
            [
                ("target", asked), ("metric", parsed.GetValue(metric)), ("horizon", parsed.GetValue(horizon)),
                .. (parsed.GetValue(slo) ?? []).Select(one => ("slo", (string?)one)),
            ]);
            return await options.TellAsync(
                parsed, surroundings, (gateway, cancellation) => gateway.GetAsync(path, ApiJson.Default.ForecastView, cancellation), ApiJson.Default.ForecastView,
                forecast => TargetForecast.Write(surroundings.Out.Writer, surroundings.Error.Writer, forecast));
        });
        return command;
    }

    private static async Task ForecastFilesAsync(Surroundings surroundings, string[] names, int horizon, int? season, string? directory, bool isJson)
    {
        var output = DirectoryFor(names, directory, isJson, surroundings.PathOf);
        var series = names.Select(name => SeriesFile.Read(name, surroundings.PathOf)).ToList();
        var forecasts = Forecast(series, horizon, season, surroundings.Interrupts.Stop);
        if (output is not null)
        {
            Directory.CreateDirectory(output);
            foreach (var forecast in forecasts)
                await WholeFile.ReplaceAsync(Path.Combine(output, Path.GetFileName(forecast.File)), ForecastText.Csv(forecast));
            surroundings.Error.Writer.WriteLine($"{forecasts.Length} {(forecasts.Length == 1 ? "forecast" : "forecasts")} in {output}");
        }

        if (isJson)
            surroundings.Out.Writer.WriteLine(ForecastText.Json(forecasts));
        else if (output is null)
            surroundings.Out.Writer.Write(ForecastText.Csv(forecasts[0]));
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

    private static int StepsOf(string? horizon) => horizon is null
        ? throw CliException.Usage($"--horizon: nothing is not allowed; allowed: a whole number from 1 to {LongestHorizon}")
        : int.TryParse(horizon, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var steps) && steps is >= 1 and <= LongestHorizon ? steps
        : throw CliException.Usage($"--horizon: '{horizon}' is not allowed; allowed: a whole number from 1 to {LongestHorizon}");

    private static void Refuse(ParseResult parsed, string why, params Option[] stray)
    {
        var given = stray.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option => $"{option.Name}: {why}").ToList();
        if (given.Count > 0)
            throw CliException.Usage(given);
    }

    private static void RefuseFlags(ArgumentResult result)
    {
        foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
            result.AddError($"'{token.Value.Split('=')[0]}' is no flag of forecast");
    }

    private static int? WholeNumber(ArgumentResult result, string name, int min)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= LongestHorizon)
            return value;
        result.AddError($"{name}: '{result.Tokens[0].Value}' is not allowed; allowed: a whole number from {min} to {LongestHorizon}");
        return null;
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using AkkaApiBench.Analytics.Detection;
using AkkaApiBench.Cli.Detection;
using AkkaApiBench.Cli.Series;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Cli.Commands;

/// <summary><c>apibench detect</c>: anomalies in a series that is given as a file.</summary>
internal static class DetectCommand
{
    private const string Description = """
        Finds anomalies in a series, judging each point by those before it.

        Reads comma-separated lines with the columns timestamp and value (and count, for the tested binomial of a rate). Writes
        timestamp,value,anomaly_score,is_anomaly,kind,severity,confidence. The score, 0 to 1, says how new the point is, and is low
        for a while after a new one; is_anomaly says that an incident lasts, of which chance gives at most one a week. The first
        15 % of the rows, at most 750, are learned from and not judged.

        Examples:
          apibench detect latency.csv --metric latency --output anomalies.csv
          apibench detect cpu.csv --season 24h --json

        Exit codes: 0 done, with anomalies or without; 1 the output could not be written; 2 wrong usage, or the file is no series.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("detect", Description);
        var file = new Argument<string?>("FILE") { Description = "The series", Arity = ArgumentArity.ZeroOrOne };
        var metric = new Option<string?>("--metric")
        {
            Description = "What is measured, so that only the wrong direction counts [default: both directions count]",
            HelpName = "NAME",
        };
        metric.AcceptOnlyFromAmong([.. Metric.All.Select(known => known.Name)]);
        var season = new Option<TimeSpan?>("--season")
        {
            Description = "The season, such as 24h [default: a day, where the series shows one]",
            HelpName = "DURATION",
            CustomParser = ParseSeason,
        };
        var output = new Option<string?>("--output") { Description = "Where the lines go [default: standard output]", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Write points and incidents as JSON instead of lines" };
        var noColor = new Option<bool>("--no-color") { Description = "Plain text (so is everything that detect writes)" };
        command.Arguments.Add(file);
        foreach (Option option in new Option[] { metric, season, output, json, noColor })
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(file) ?? throw CliException.Usage("FILE: nothing is not allowed; allowed: a file with the columns timestamp and value");
            var rows = SeriesReader.ReadFile(name, surroundings.PathOf);
            var kind = parsed.GetValue(metric) is { } known ? SeriesKind.Of(Metric.Find(known)!) : SeriesKind.Generic;
            var detected = DetectedSeries.Of(rows, MonitorOptions.ForFile(rows.Count) with { Kind = kind, Season = parsed.GetValue(season) });
            Write(surroundings, parsed.GetValue(output), writer => DetectedWriter.Write(writer, detected, name, parsed.GetValue(json)));
            if (parsed.GetValue(output) is not null && !parsed.GetValue(json))
                surroundings.Error.Writer.WriteLine(DetectedWriter.Summarize(detected));
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static void Write(Surroundings surroundings, string? output, Action<TextWriter> write)
    {
        if (output is null)
        {
            write(surroundings.Out.Writer);
            return;
        }

        var path = surroundings.PathOf(output);
        var draft = $"{path}.new";
        try
        {
            // A reader never sees half a file, and a failure does not cost the old one.
            using (var writer = new StreamWriter(draft))
                write(writer);
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Failed, $"--output: '{output}' cannot be written: {error.Message}");
        }
    }

    private static TimeSpan? ParseSeason(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Durations.Parse(text) is { } season && season >= TimeSpan.FromMinutes(1) && season <= TimeSpan.FromDays(366))
            return season;
        result.AddError($"--season: '{text}' is not allowed; allowed: {Durations.Written}, from 1m to a year");
        return null;
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using AkkaApiBench.Analytics.Comparisons;
using AkkaApiBench.Cli.Display;
using AkkaApiBench.Cli.Plans;
using AkkaApiBench.Cli.Results;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Cli.Commands;

/// <summary><c>apibench compare</c>: stored results with a baseline, or targets that are measured for it.</summary>
internal static class CompareCommand
{
    private const string Description = $"""
        Compares results with the first of them, or targets that it measures at the same time.

        Examples:
          apibench compare base/result.json new/result.json --fail-on regression
          apibench compare monday tuesday wednesday --json              directories with a result.json
          apibench compare --target openai/gpt-4o-mini --target groq/llama-3.3-70b-versatile --test latency --iterations 50
          apibench compare --target ollama/llama3 --target ollama/qwen3 --test latency --order interleaved   in turns, not at the same time

        A target is compared with the one of the same name in the first result; results without a target in common are compared
        across. A difference is shown when it is certain at 5 %, corrected for all that is compared. "No difference shown" does
        not say that there is none.

        {ExitCodes.Help}
        With --fail-on regression 99 says as well that a result does worse than the first one, or lacks what that one has.
        """;

    private const string Regression = "regression";
    private const double DefaultMinEffect = 5;

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("compare", Description);
        var files = new Argument<string[]>("RESULT")
        {
            Description = "Results: files, or directories with a result.json. The first is what the others are compared with",
            Arity = ArgumentArity.ZeroOrMore,
        };
        files.Validators.Add(RefuseFlags);
        var failOn = new Option<string?>("--fail-on") { Description = "Exit with 99 when a result does worse than the first", HelpName = Regression };
        failOn.AcceptOnlyFromAmong(Regression);
        var minEffect = new Option<double?>("--min-effect")
        {
            Description = $"Times that differ by less are no regression, however certain that is [default: {DefaultMinEffect}%]",
            HelpName = "N%",
            CustomParser = ParsePercent,
        };
        var prices = new Option<string?>("--prices") { Description = "Prices that go before those built in", HelpName = "FILE" };
        command.Arguments.Add(files);
        command.Options.Add(failOn);
        command.Options.Add(minEffect);
        var flags = new PlanFlagOptions().AddTo(command);
        command.Options.Add(prices);
        var options = new Options().AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var names = parsed.GetValue(files) ?? [];
            if (names.Length > 0)
            {
                RefuseStray(parsed, option => option != failOn && option != minEffect && !options.IsOfScreen(option), "is for targets that are measured, and not for stored results");
                return (int)CompareFiles(surroundings, options.ScreenOf(parsed, surroundings), names, parsed.GetValue(minEffect) ?? DefaultMinEffect, parsed.GetValue(failOn) is not null);
            }

            RefuseStray(parsed, option => option == failOn || option == minEffect, "is for stored results, and not for targets that are measured");
            var source = SourceOf(flags.Read(parsed), parsed.GetValue(prices));
            return (int)await new PlanRun(surroundings, options, parsed).ExecuteAsync(source, ComparisonReports.Of);
        });
        return command;
    }

    private static ExitCode CompareFiles(Surroundings surroundings, Screen screen, string[] names, double minEffect, bool failsOnRegression)
    {
        if (names.Length < 2)
            throw CliException.Usage($"RESULT: '{names[0]}' alone cannot be compared; give another result");

        var results = names.Select(name => ResultFile.Read(name, surroundings.PathOf)).ToList();
        ComparisonReport comparison;
        try
        {
            comparison = ResultComparison.Of(results[0], results[1..], minEffect);
        }
        catch (FormatException error)
        {
            throw CliException.Usage(error.Message);
        }

        screen.Show(comparison, ComparisonReports.Of(comparison));
        if (!failsOnRegression || comparison.Regressions.Count == 0)
            return ExitCode.Done;
        foreach (var regression in comparison.Regressions)
            screen.Say($"error: {regression.Source}: regression: {regression.Target}, {regression.Test}: {regression.Metric ?? "not measured"}");
        return ExitCode.ThresholdNotMet;
    }

    private static PlanSource SourceOf(GivenFlags flags, string? prices)
    {
        if (flags[PlanFlag.Target].Count < 2)
        {
            throw CliException.Usage($"there is nothing to compare: give two results, or {PlanFlag.Target.Name} {PlanFlag.Target.Argument} twice "
                + $"and {PlanFlag.Test.Name} {PlanFlag.Test.Argument}");
        }

        return new PlanSource(file: null, flags, Catalog.Load(prices));
    }

    private static void RefuseStray(ParseResult parsed, Func<Option, bool> isStray, string why)
    {
        var stray = parsed.CommandResult.Command.Options
            .Where(option => isStray(option) && parsed.GetResult(option) is { Implicit: false })
            .Select(option => $"{option.Name}: {why}")
            .ToList();
        if (stray.Count > 0)
            throw CliException.Usage(stray);
    }

    private static void RefuseFlags(ArgumentResult result)
    {
        // The parser takes a mistyped flag for a file. Only its name is told: what follows may be a key.
        foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
            result.AddError($"'{token.Value.Split('=')[0]}' is no flag of compare");
    }

    private static double? ParsePercent(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text.EndsWith('%') && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && double.IsFinite(percent))
            return percent;
        result.AddError($"--min-effect: '{text}' is not allowed; allowed: a percentage such as 5%");
        return null;
    }
}

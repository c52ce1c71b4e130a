using System.CommandLine;
using System.Globalization;
using AkkaApiBench.Cli.Gateway;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Commands;

/// <summary><c>apibench recommend</c>: how to pay less.</summary>
internal static class RecommendCommand
{
    private const string Description = """
        Advises how to pay less, with what it would have saved and the evidence, from the last runs and the history at a gateway.

        Examples:
          apibench recommend --gateway http://127.0.0.1:8080
          apibench recommend --gateway http://127.0.0.1:8080 --target openai/gpt-4o-mini --runs 50 --json

        Exit codes: 0 done, with advice or without; 1 too little is known; 2 wrong usage; 3 the gateway could not be reached.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("recommend", Description);
        var target = new Option<string?>("--target") { Description = "The target to advise on, as /api/v1/targets lists it [default: all]", HelpName = "TARGET" };
        var runs = new Option<int?>("--runs") { Description = "How many of the last runs are looked at, up to 100 [default: 20]", HelpName = "N" };
        command.Options.Add(target);
        command.Options.Add(runs);
        var options = new GatewayOptions().AddTo(command);
        command.SetAction((parsed, _) => options.TellAsync(
            parsed,
            surroundings,
            (gateway, cancellation) => gateway.GetAsync(
                Query.Of("recommendations", ("target", parsed.GetValue(target)), ("runs", parsed.GetValue(runs)?.ToString(CultureInfo.InvariantCulture))),
                ApiJson.Default.RecommendationListView, cancellation),
            ApiJson.Default.RecommendationListView,
            list => Write(surroundings.Out.Writer, list)));
        return command;
    }

    private static void Write(TextWriter writer, RecommendationListView list)
    {
        foreach (var one in list.Recommendations)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{one.Target}: {one.Advice} {(one.SavingUsd > 0 ? $"Saves {one.SavingUsd:0.######} of {one.SpentUsd:0.######} USD ({100 * one.SavingShare:0.#} %)." : "")}").TrimEnd());
            foreach (var evidence in one.Evidence)
                writer.WriteLine($"  {evidence}");
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {CoverOf(one)}, {one.From.UtcDateTime:yyyy-MM-dd HH:mm} to {one.To.UtcDateTime:yyyy-MM-dd HH:mm} UTC"));
        }

        if (list.Recommendations.Count == 0)
            writer.WriteLine("There is nothing to advise.");
        foreach (var note in list.Notes)
            writer.WriteLine($"note: {note}");
    }

    private static string CoverOf(RecommendationView one) => one.Runs.Count switch
    {
        0 => "From the history of the target",
        1 => $"From run {one.Runs[0]}",
        _ => string.Create(CultureInfo.InvariantCulture, $"From {one.Runs.Count} runs"),
    };
}

using System.CommandLine;
using AkkaApiBench.Cli.Display;
using AkkaApiBench.Cli.Plans;

namespace AkkaApiBench.Cli.Commands;

/// <summary><c>apibench run</c>: a plan from a file, from flags, or from both.</summary>
internal static class RunCommand
{
    private const string Description = $"""
        Runs a plan in this process, or on a cluster with --gateway, and shows who is best.

        Examples:
          apibench run nightly.yaml --threshold 'latency.p95<2s'
          apibench run --target openai/gpt-4o-mini --target groq/llama-3.3-70b-versatile --test latency --iterations 20
          apibench run --target openai-compatible/llama@http://127.0.0.1:8080/v1 --test throughput --rate 5 --duration 30s
          apibench run --target openai/gpt-4o-mini --test throughput --load poisson --rate 5 --duration 30s
          apibench run --target openai/gpt-4o-mini --test throughput --trace AzureLLMInferenceTrace_code.csv --speedup 2

        Flags replace the fields of PLAN that they stand for. Keys are never given themselves, only where they are.
        The journal of runs in this process is in .apibench (--data-dir) and survives them.

        {ExitCodes.Help}
        """;

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("run", Description);
        var file = new Argument<string?>("PLAN") { Description = "The plan's file: YAML or JSON", Arity = ArgumentArity.ZeroOrOne };
        file.Validators.Add(result =>
        {
            // The parser takes a mistyped flag for a file. Only its name is told: what follows may be a key.
            if (result.Tokens is [var token, ..] && token.Value.StartsWith('-'))
                result.AddError($"'{token.Value.Split('=')[0]}' is no flag of run");
        });
        var prices = new Option<string?>("--prices") { Description = "Prices that go before those built in", HelpName = "FILE" };
        command.Arguments.Add(file);
        var flags = new PlanFlagOptions().AddTo(command);
        command.Options.Add(prices);
        var options = new Options().AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var source = new PlanSource(parsed.GetValue(file), flags.Read(parsed), Catalog.Load(parsed.GetValue(prices)));
            return (int)await new PlanRun(surroundings, options, parsed).ExecuteAsync(source, ResultReport.Of);
        });
        return command;
    }
}

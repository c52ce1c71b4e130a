using System.CommandLine;
using System.Globalization;
using AkkaApiBench.Cli.Outputs;
using AkkaApiBench.Cli.Plans;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Cli.Commands;

/// <summary><c>apibench plan</c>: plans before they are run.</summary>
internal static class PlanCommand
{
    private const string Description = """
        Checks a plan, or shows what may stand in one.

        Examples:
          apibench plan validate nightly.yaml
          apibench plan schema > plan.schema.json        completion and checks in editors: "yaml.schemas" in VS Code
        """;

    private const string ValidateDescription = """
        Checks a plan without sending anything, and says everything that is wrong at once.

        Examples:
          apibench plan validate nightly.yaml
          apibench plan validate nightly.yaml --json

        Exit codes: 0 the plan is valid; 2 it is not, or cannot be read.
        """;

    private const string SchemaDescription = """
        Writes the JSON schema of plans.

        Example:
          apibench plan schema --output plan.schema.json
        """;

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("plan", Description);
        command.Subcommands.Add(CreateValidate(surroundings));
        command.Subcommands.Add(CreateSchema(surroundings));
        return command;
    }

    private static Command CreateValidate(Surroundings surroundings)
    {
        var command = new Command("validate", ValidateDescription);
        var file = new Argument<string>("PLAN") { Description = "The plan's file: YAML or JSON" };
        var prices = new Option<string?>("--prices") { Description = "Prices that go before those built in", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Write {\"valid\":true,…} or {\"valid\":false,\"errors\":[…]} to standard output" };
        command.Arguments.Add(file);
        command.Options.Add(prices);
        command.Options.Add(json);
        command.SetAction(async (parsed, _) =>
        {
            var source = new PlanSource(parsed.GetRequiredValue(file), GivenFlags.None, Catalog.Load(parsed.GetValue(prices)));
            var (request, errors) = source.Judge(surroundings.PathOf);
            if (parsed.GetValue(json))
                await surroundings.Out.Writer.WriteLineAsync(request is null ? JsonText.Of(new { valid = false, errors }) : JsonText.Of(Described(request.Plan)));
            else if (request is not null)
                await surroundings.Out.Writer.WriteLineAsync($"{parsed.GetValue(file)} is valid: {Summary(request.Plan)}");
            else
                throw CliException.Usage(source.Errors.Lines(errors));
            return (int)(request is null ? ExitCode.Usage : ExitCode.Done);
        });
        return command;
    }

    private static Command CreateSchema(Surroundings surroundings)
    {
        var command = new Command("schema", SchemaDescription);
        var output = new Option<string?>("--output") { Description = "Where it is written [default: standard output]", HelpName = "FILE" };
        command.Options.Add(output);
        command.Options.Add(new Option<bool>("--json") { Description = "JSON, as always" });
        command.SetAction(async (parsed, _) =>
        {
            await surroundings.WriteAsync(PlanTexts.Schema(), parsed.GetValue(output), output.Name);
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static object Described(Plan plan) => new
    {
        valid = true,
        plan.Name,
        Targets = plan.Targets.Select(target => target.Id.Value),
        Tests = plan.Tests.GroupBy(test => test.Name).Select(test => new { Name = test.Key, Type = test.First().Type.Name(), Steps = test.Count() }),
        plan.Workers,
    };

    private static string Summary(Plan plan) => string.Create(CultureInfo.InvariantCulture,
        $"{Counted(plan.Targets.Count, "target")}, {Counted(plan.Tests.DistinctBy(test => test.Name).Count(), "test")}, {Counted(plan.Workers, "worker")}");

    private static string Counted(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}

using System.CommandLine;
using AkkaApiBench.Cli.Outputs;
using AkkaApiBench.Cli.Plans;

namespace AkkaApiBench.Cli.Commands;

/// <summary><c>apibench init</c>: a plan to begin with.</summary>
internal static class InitCommand
{
    private const string Description = """
        Writes a plan with comments, to change and to run.

        Example:
          apibench init nightly.yaml
          apibench plan validate nightly.yaml
          apibench run nightly.yaml

        Exit codes: 0 done; 2 wrong usage, or the file is there already.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("init", Description);
        var file = new Argument<string>("FILE") { Description = "The plan's file", DefaultValueFactory = _ => "plan.yaml" };
        var force = new Option<bool>("--force") { Description = "Replace a file that is there" };
        var json = new Option<bool>("--json") { Description = "Write {\"file\":\"PATH\"} to standard output" };
        command.Arguments.Add(file);
        command.Options.Add(force);
        command.Options.Add(json);
        command.SetAction(async (parsed, cancellation) =>
        {
            var name = parsed.GetRequiredValue(file);
            var path = surroundings.PathOf(name);
            await WriteAsync(name, path, parsed.GetValue(force), cancellation);
            await surroundings.Out.Writer.WriteLineAsync(parsed.GetValue(json)
                ? JsonText.Of(new { file = path })
                : $"Wrote {name}. Change it, then: apibench run {name}");
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static async Task WriteAsync(string name, string path, bool replaces, CancellationToken cancellation)
    {
        try
        {
            await using var stream = new FileStream(path, replaces ? FileMode.Create : FileMode.CreateNew, FileAccess.Write);
            await using var writer = new StreamWriter(stream);
            await writer.WriteAsync(PlanTexts.Example().AsMemory(), cancellation);
        }
        catch (IOException) when (!replaces && File.Exists(path))
        {
            throw CliException.Usage($"FILE: '{name}' is there already; --force replaces it");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"FILE: '{name}' cannot be written: {error.Message}");
        }
    }
}

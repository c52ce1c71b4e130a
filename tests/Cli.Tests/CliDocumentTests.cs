using System.CommandLine;
using System.Text;
using AkkaApiBench.Cli.Commands;
using AkkaApiBench.Cli.Tests.Fakes;

namespace AkkaApiBench.Cli.Tests;

/// <summary><c>docs/cli.md</c> is what <c>--help</c> says of every command. With the variable APIBENCH_WRITE_DOCS set it is written anew.</summary>
public sealed class CliDocumentTests : IDisposable
{
    private const string Beginning = """
        # The command line

        What `apibench COMMAND --help` says, for every command. Written by the tests: `APIBENCH_WRITE_DOCS=1 dotnet test tests/Cli.Tests
        --filter CliDocument` after a change.

        """;

    private readonly TestWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task The_document_says_what_help_says()
    {
        var written = await WriteAsync();
        var path = Path.Combine(Repository.Root, "docs", "cli.md");
        if (Environment.GetEnvironmentVariable("APIBENCH_WRITE_DOCS") is { Length: > 0 })
            await File.WriteAllTextAsync(path, written);

        File.ReadAllText(path).ReplaceLineEndings("\n").ShouldBe(written);
    }

    [Fact]
    public void Every_command_has_an_example_and_a_form_for_scripts()
    {
        foreach (var (path, command) in Commands().Where(pair => pair.Command.Subcommands.Count == 0 && pair.Path[0] is not ("lighthouse" or "node" or "simulate" or "completions")))
        {
            command.Description.ShouldNotBeNull().ShouldContain($"  apibench {string.Join(' ', path)}");
            command.Options.ShouldContain(option => option.Name == "--json", string.Join(' ', path));
        }
    }

    private async Task<string> WriteAsync()
    {
        var text = new StringBuilder(Beginning.ReplaceLineEndings("\n"));
        foreach (var (path, _) in Commands())
        {
            using var world = new TestWorld();
            (await world.RunAsync([.. path, "--help"])).ShouldBe(ExitCode.Done);
            var help = string.Join('\n', world.Out.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim('\n');
            text.Append($"\n{new string('#', path.Count + 1)} apibench {string.Join(' ', path)}\n\n```\n{help}\n```\n");
        }

        return text.ToString();
    }

    private IEnumerable<(IReadOnlyList<string> Path, Command Command)> Commands()
    {
        var names = Apibench.CreateRoot(_world.Surroundings, []).Subcommands.Select(command => command.Name).ToList();
        return Apibench.CreateRoot(_world.Surroundings, names).Subcommands.SelectMany(command => Under([], command));
    }

    private static IEnumerable<(IReadOnlyList<string> Path, Command Command)> Under(IReadOnlyList<string> path, Command command)
    {
        string[] own = [.. path, command.Name];
        return [(own, command), .. command.Subcommands.SelectMany(inner => Under(own, inner))];
    }
}

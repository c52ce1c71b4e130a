using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using AkkaApiBench.Cli.Commands;
using AkkaApiBench.Cli.Tests.Fakes;

namespace AkkaApiBench.Cli.Tests;

/// <summary>The commands in the documentation are commands that there are, with flags that there are.</summary>
public sealed partial class DocumentedCommandsTests : IDisposable
{
    private readonly TestWorld _world = new();

    public static TheoryData<string> Documents =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(path => Path.GetFileName(path)!).Where(name => name != "cli.md").Order(StringComparer.Ordinal).Prepend("README.md")];

    public void Dispose() => _world.Dispose();

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_command_line_of_a_document_is_understood(string document)
    {
        foreach (var line in CommandLinesOf(TextOf(document)))
        {
            var args = SystemCommandLine(line);
            Apibench.CreateRoot(_world.Surroundings, args).Parse(args).Errors.Select(error => error.Message).ShouldBeEmpty(line);
        }
    }

    [Fact]
    public void Every_flag_that_others_are_translated_to_is_one_of_run()
    {
        var run = Apibench.CreateRoot(_world.Surroundings, ["run"]).Subcommands.Single(command => command.Name == "run");
        var flags = TextOf("migration.md").Split('\n').Where(line => line.StartsWith('|'))
            .SelectMany(line => Flag().Matches(line.Split('|')[2])).Select(match => match.Value).Distinct().ToList();

        flags.Count.ShouldBeGreaterThan(10);
        flags.Except(run.Options.Select(option => option.Name)).ShouldBeEmpty();
    }

    private static string TextOf(string document) =>
        File.ReadAllText(Path.Combine(Repository.Root, document == "README.md" ? "" : "docs", document)).ReplaceLineEndings("\n");

    // What stands in a block for the shell, with lines that go on put together, and without comments.
    private static IEnumerable<string> CommandLinesOf(string text) =>
        from block in ShellBlock().Matches(text)
        from line in block.Groups[1].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
        let command = Ours().Match(line)
        where command.Success
        select Comment().Replace(command.Groups[1].Value, "");

    private static string[] SystemCommandLine(string line) =>
        [.. CommandLineParser.SplitCommandLine(line.Replace('\'', '"')).TakeWhile(arg => arg is not ("|" or ">" or "&&" or "&"))];

    [GeneratedRegex(@"```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex(@"^\s*(?:apibench|dotnet run --project src/Cli -c Release --)\s+(.*)$")]
    private static partial Regex Ours();

    [GeneratedRegex(@"\s+#.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<=`|\s|^)--[a-z][a-z-]*")]
    private static partial Regex Flag();
}

using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace AkkaApiBench.Cli.Tests;

/// <summary>The command lines in the documentation.</summary>
internal static partial class DocumentedCommands
{
    /// <summary>README and all of docs.</summary>
    public static IEnumerable<string> Documents =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal).Prepend("README.md");

    /// <summary>A document, with line feeds alone.</summary>
    public static string TextOf(string document) =>
        File.ReadAllText(Path.Combine(Repository.Root, document == "README.md" ? "" : "docs", document)).ReplaceLineEndings("\n");

    /// <summary>What stands behind the program's name: in blocks for the shell, and in the examples of help.</summary>
    public static IEnumerable<string[]> In(string document) => from line in LinesOf(TextOf(document)) select Split(line);

    // Lines that go on are put together, and comments are left out.
    private static IEnumerable<string> LinesOf(string text) =>
        (from block in ShellBlock().Matches(text)
         from line in block.Groups[1].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
         let command = Ours().Match(line)
         where command.Success
         select Comment().Replace(command.Groups[1].Value, ""))
        .Concat(Example().Matches(text).Select(example => example.Groups[1].Value));

    private static string[] Split(string line) =>
        [.. CommandLineParser.SplitCommandLine(line.Replace('\'', '"')).TakeWhile(arg => arg is not ("|" or ">" or ">>" or "&&" or "&"))];

    [GeneratedRegex(@"```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex(@"^\s*(?:apibench|dotnet run --project src/Cli -c Release --)\s+(.*)$")]
    private static partial Regex Ours();

    [GeneratedRegex(@"\s+#.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^ {4,}apibench ([^\[\n]*?)(?: {3,}\S.*)?$", RegexOptions.Multiline)]
    private static partial Regex Example();
}

using System.Globalization;
using System.Text.RegularExpressions;
using AkkaApiBench.Cli.Commands;
using AkkaApiBench.Cli.Outputs;
using AkkaApiBench.Cli.Tests.Fakes;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Node.Gateway.Page;

namespace AkkaApiBench.Cli.Tests;

/// <summary>The commands in the documentation are commands that there are, with flags that there are; what needs no network is run.</summary>
public sealed partial class DocumentedCommandsTests : IDisposable
{
    private static readonly string[] Series = ["latency", "cpu", "a", "b", "monday", "tuesday"];
    private static readonly string[] Results = ["base", "new", "baseline", "results", "results/20261125-074617-pcmj2t", "monday", "tuesday", "wednesday"];

    private readonly TestWorld _world = new();

    public static TheoryData<string> Documents => [.. DocumentedCommands.Documents];

    public void Dispose() => _world.Dispose();

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_command_line_of_a_document_is_understood(string document)
    {
        foreach (var args in DocumentedCommands.In(document))
            Apibench.CreateRoot(_world.Surroundings, args).Parse(args).Errors.Select(error => error.Message).ShouldBeEmpty(string.Join(' ', args));
    }

    [Fact]
    public async Task Every_command_line_that_needs_no_network_does_what_it_says()
    {
        var lines = All().Where(IsLocal).ToList();

        lines.Select(args => args[0]).Distinct().Order(StringComparer.Ordinal).ShouldBe(["compare", "completions", "detect", "forecast", "init", "plan", "report"]);
        foreach (var args in lines)
        {
            using var world = Furnished(withPlan: args[0] != "init");
            (await world.RunAsync(args)).ShouldBe(ExitCode.Done, $"{string.Join(' ', args)}\n{world.Error}");
        }
    }

    [Fact]
    public async Task Every_command_line_that_measures_ends_with_a_result_when_a_gateway_does_the_work()
    {
        await using var gateway = await FakeGateway.StartAsync();
        var lines = All().Where(Measures).ToList();

        lines.Count.ShouldBeGreaterThan(10);
        foreach (var args in lines)
        {
            using var world = Furnished(withPlan: true);
            (await world.RunAsync(WithGateway(args, gateway.Address))).ShouldBe(ExitCode.Done, $"{string.Join(' ', args)}\n{world.Error}");
            world.Error.ShouldContain($"{OutputDirectory.Result}, {OutputDirectory.Summary}");
        }
    }

    [Fact]
    public void Every_flag_that_others_are_translated_to_is_one_of_run()
    {
        var run = Apibench.CreateRoot(_world.Surroundings, ["run"]).Subcommands.Single(command => command.Name == "run");
        var flags = DocumentedCommands.TextOf("migration.md").Split('\n').Where(line => line.StartsWith('|'))
            .SelectMany(line => Flag().Matches(line.Split('|')[2])).Select(match => match.Value).Distinct().ToList();

        flags.Count.ShouldBeGreaterThan(10);
        flags.Except(run.Options.Select(option => option.Name)).ShouldBeEmpty();
    }

    private static IEnumerable<string[]> All() => DocumentedCommands.Documents.SelectMany(DocumentedCommands.In).DistinctBy(args => string.Join(' ', args));

    private static bool IsLocal(string[] args) => args[0] switch
    {
        "init" or "plan" or "completions" or "detect" => true,
        // The page is built with npm, which not every machine has.
        "report" => ReportPage.IsThere || !args.Contains("html"),
        "compare" or "forecast" => !args.Contains("--target"),
        _ => false,
    };

    private static bool Measures(string[] args) => args[0] switch
    {
        "run" => !args.Contains("--trace"),
        "demo" => !args.Contains("--dashboard") && !args.Contains("--mode"),
        "compare" => args.Contains("--target"),
        _ => false,
    };

    /// <summary>The same through another gateway.</summary>
    private static string[] WithGateway(string[] args, Uri gateway) =>
        [.. args.Where((arg, index) => arg != "--gateway" && (index == 0 || args[index - 1] != "--gateway")), "--gateway", gateway.AbsoluteUri];

    /// <summary>A directory with the files that the documents speak of.</summary>
    private static TestWorld Furnished(bool withPlan)
    {
        var world = new TestWorld();
        var start = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        var values = string.Concat(Enumerable.Range(0, 240).Select(hour => string.Create(CultureInfo.InvariantCulture, $"{start.AddHours(hour):O},{100 + (10 * Math.Sin(hour))}\n")));
        foreach (var name in Series)
            world.Write($"{name}.csv", $"timestamp,value\n{values}");
        var result = ResultJson.Write(StoredResults.Of(("a", 100, 0), ("b", 200, 1)));
        foreach (var name in Results)
        {
            Directory.CreateDirectory(world.PathOf(name));
            world.Write($"{name}/{OutputDirectory.Result}", result);
        }

        world.Write("sharegpt.json", """{"conversations":[{"from":"human","value":"Hello"},{"from":"gpt","value":"Hi"},{"from":"human","value":"Bye"}]}""");
        if (withPlan)
            world.Write("nightly.yaml", File.ReadAllText(Path.Combine(Repository.Root, "src", "Cli", "Plans", "example.yaml")));
        return world;
    }

    [GeneratedRegex(@"(?<=`|\s|^)--[a-z][a-z-]*")]
    private static partial Regex Flag();
}

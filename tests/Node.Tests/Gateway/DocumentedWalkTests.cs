using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Node.Tests.Access;
using AkkaApiBench.Node.Tests.Runs;
using AkkaApiBench.Simulator;

namespace AkkaApiBench.Node.Tests.Gateway;

/// <summary>The commands of docs/api.md, run as they stand there.</summary>
public sealed partial class DocumentedWalkTests(LockedFixture node) : IClassFixture<LockedFixture>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [CurlFact]
    public async Task The_walk_from_the_first_key_to_a_comparison_is_as_it_is_documented()
    {
        var commands = string.Concat(BashBlock().Matches(Repository.Document("api.md")).Select(block => block.Groups["commands"].Value));

        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Profiles = [SimulatedProfiles.Steady], Seed = 1 });

        var (exit, output, errors) = await BashAsync("set -euo pipefail\n" + commands, simulator);

        exit.ShouldBe(0, output + errors);
        var comparison = JsonNode.Parse(await File.ReadAllTextAsync(_folder.File("comparison.json")))!;
        comparison["schema"]!.GetValue<string>().ShouldBe(ComparisonReport.SchemaName);
        comparison["baseline"]!["name"]!.GetValue<string>().ShouldBe("before");
        comparison["candidates"]![0]!["comparisons"]!.AsArray().ShouldNotBeEmpty();
        ResultJson.Read(await File.ReadAllTextAsync(_folder.File("before.json"))).Targets.ShouldHaveSingleItem();
        (await File.ReadAllTextAsync(_folder.File("events.txt"))).ShouldContain("event: end");
        output.ShouldContain("event: end");
        output.ShouldContain("\"verdict\"");
        output.ShouldContain("limt: not known");
    }

    private async Task<(int Exit, string Output, string Errors)> BashAsync(string commands, SimulatorHost simulator)
    {
        var start = new ProcessStartInfo("bash") { WorkingDirectory = _folder.Path, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GATEWAY"] = node.Http.BaseAddress!.AbsoluteUri.TrimEnd('/');
        start.Environment["MEASURED"] = simulator.BaseUrlOf(SimulatedProfiles.Steady.Name).AbsoluteUri;
        start.Environment["MODEL"] = SimulatedProfiles.Steady.Models[0];
        start.Environment["KEY_REFERENCE"] = "none";
        start.Environment["APIBENCH_KEY"] = node.Keys["admin"];
        using var bash = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var (output, errors) = (bash.StandardOutput.ReadToEndAsync(patience.Token), bash.StandardError.ReadToEndAsync(patience.Token));
            await bash.StandardInput.WriteAsync(commands.AsMemory(), patience.Token);
            bash.StandardInput.Close();
            await bash.WaitForExitAsync(patience.Token);
            return (bash.ExitCode, await output, await errors);
        }
        finally
        {
            if (!bash.HasExited)
                bash.Kill(entireProcessTree: true);
        }
    }

    [GeneratedRegex(@"```bash\n(?<commands>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex BashBlock();

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class CurlFactAttribute : FactAttribute
    {
        public CurlFactAttribute() => Skip = File.Exists("/usr/bin/curl") && File.Exists("/bin/bash") ? null : "bash and curl are not installed";
    }
}

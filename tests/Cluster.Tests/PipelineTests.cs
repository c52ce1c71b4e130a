using System.Diagnostics;
using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Simulator;
using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Cluster.Tests;

/// <summary>What a pipeline runs, as it runs it: <c>ci/benchmark.sh</c> with <c>apibench</c> on the path.</summary>
public sealed class PipelineTests : IAsyncLifetime, IDisposable
{
    private readonly TestFolder _folder = new();
    private SimulatedTargets _targets = null!;
    private string _said = "";
    private string _summary = "";

    public async Task InitializeAsync() => _targets = new SimulatedTargets(await SimulatorHost.StartAsync(new SimulatorOptions
    {
        Profiles =
        [
            Provider("usual", firstTokenMs: 400),
            Provider("slower", firstTokenMs: 600),
        ],
    }));

    public async Task DisposeAsync() => await _targets.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_became_worse_fails_the_pipeline_and_what_stayed_does_not()
    {
        await InstallAsync();
        await WritePlanAsync("plan.yaml", "usual");
        await WritePlanAsync("slower.yaml", "slower");

        (await RunAsync("plan.yaml", output: "base")).ShouldBe(0, _said);
        _summary.ShouldStartWith("## apibench: gate");
        _summary.ShouldNotContain("compared with the last result");

        (await RunAsync("plan.yaml", output: "same", baseline: "base")).ShouldBe(0, _said);
        _summary.ShouldContain("### compared with the last result");

        (await RunAsync("slower.yaml", output: "worse", baseline: "base")).ShouldBe(99, _said);
        _said.ShouldContain("regression: openai-compatible/m, latency: latency.p50");

        (await RunAsync("plan.yaml", output: "missed", flags: "--threshold\nlatency.p50 < 1ms")).ShouldBe(99, _said);
        File.ReadAllText(_folder.PathOf("missed/junit.xml")).ShouldContain("<failure message=\"latency.p50 &lt; 1ms: observed ");

        (await RunAsync("nowhere.yaml", output: "none")).ShouldBe(2, _said);
    }

    /// <summary>So slow that what the machine adds is no change.</summary>
    private static Profile Provider(string name, double firstTokenMs) =>
        SimulatedTargets.Steady(name) with { Latency = new Latency { FirstToken = new Constant(firstTokenMs), TokenGap = new Constant(5) } };

    private async Task InstallAsync()
    {
        var tool = _folder.PathOf("apibench");
        await File.WriteAllTextAsync(tool, $"""
            #!/bin/sh
            exec dotnet '{Path.Combine(AppContext.BaseDirectory, "AkkaApiBench.Cli.dll")}' "$@"
            """);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private Task WritePlanAsync(string file, string provider) => File.WriteAllTextAsync(_folder.PathOf(file), $$"""
        name: gate
        targets: [ {{_targets.Target(provider)}} ]
        tests: [ { type: latency, iterations: 20, concurrency: 4 } ]
        """);

    private async Task<int> RunAsync(string plan, string output, string? baseline = null, string flags = "")
    {
        var summary = _folder.PathOf($"{output}.md");
        using var process = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "ci", "benchmark.sh")])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PATH"] = $"{_folder.Path}:{Environment.GetEnvironmentVariable("PATH")}",
                ["APIBENCH_PLAN"] = plan,
                ["APIBENCH_OUTPUT"] = output,
                ["APIBENCH_BASELINE"] = baseline ?? "",
                ["APIBENCH_FLAGS"] = flags,
                ["APIBENCH_SUMMARY"] = summary,
            },
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        _said = await process.StandardOutput.ReadToEndAsync() + await errors;
        await process.WaitForExitAsync();
        _summary = File.Exists(summary) ? await File.ReadAllTextAsync(summary) : "";
        return process.ExitCode;
    }
}

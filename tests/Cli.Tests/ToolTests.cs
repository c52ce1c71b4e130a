using System.Diagnostics;

namespace AkkaApiBench.Cli.Tests;

/// <summary>The .NET tool, packed from what the tests were built with, installed in a folder of the test's own.</summary>
public sealed class ToolTests : IDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif
    private readonly string _folder = Directory.CreateTempSubdirectory("apibench-tool-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_packed_tool_installs_and_runs()
    {
        var packages = Path.Combine(_folder, "packages");
        var tool = Path.Combine(_folder, "tool");
        await RunAsync("dotnet", "pack", Path.Combine(Repository.Root, "src", "Cli"), "--no-build", "-c", Configuration, "-o", packages, "--nologo");
        // No other source: one might have a package of that name.
        var sources = Path.Combine(_folder, "nuget.config");
        await File.WriteAllTextAsync(sources, $"""
            <configuration><packageSources><clear /><add key="packed" value="{packages}" /></packageSources></configuration>
            """);
        await RunAsync("dotnet", "tool", "install", "--tool-path", tool, "--configfile", sources, "AkkaApiBench");
        var apibench = Path.Combine(tool, "apibench");

        (await RunAsync(apibench, "init", "mine.yaml")).ShouldContain("Wrote mine.yaml");
        (await RunAsync(apibench, "plan", "validate", "mine.yaml")).ShouldContain("mine.yaml is valid");
        (await RunAsync(apibench, "--help")).ShouldContain("apibench demo");
        (await CompletedByBashAsync(tool, "apibench plan v")).ShouldBe(["validate"]);
        (await CompletedByBashAsync(tool, "apibench run --thr")).ShouldBe(["--threshold"]);
    }

    private async Task<string[]> CompletedByBashAsync(string tool, string line)
    {
        var said = await RunAsync("bash", "-c", $$"""
            PATH="{{tool}}:$PATH"
            eval "$(apibench completions bash)"
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}} COMP_WORDS=({{line}}) COMP_CWORD={{line.Split(' ').Length - 1}}
            _apibench
            printf '%s\n' "${COMPREPLY[@]}"
            """);
        return said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task<string> RunAsync(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args)
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_NOLOGO"] = "true", ["MSBUILDDISABLENODEREUSE"] = "1" },
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', args)}\n{output}\n{await error}");
        return output;
    }
}

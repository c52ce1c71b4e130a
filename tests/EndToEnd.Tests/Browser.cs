using System.Diagnostics;

namespace AkkaApiBench.EndToEnd.Tests;

/// <summary>Runs a script of <c>Browser/</c> that drives a browser and fails with what it found.</summary>
internal static class Browser
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string Modules = Path.Combine(Repository.Root, "src", "Dashboard", "node_modules");

    private static string? Executable => Environment.GetEnvironmentVariable("CHROMIUM") ?? Places.FirstOrDefault(File.Exists);

    /// <summary>Why there can be no test in a browser here; null when there can.</summary>
    public static string? WhyNot => Executable is null ? "there is no Chromium: apt-get install chromium, or name it in CHROMIUM"
        : !Directory.Exists(Path.Combine(Modules, "playwright-core")) ? "npm has not installed the dashboard's packages: build src/Node where there is npm"
        : null;

    /// <param name="script">The script's name.</param>
    /// <param name="site">What it looks at.</param>
    /// <param name="onLine">Told each line that the script writes.</param>
    /// <param name="report">The report that it looks at.</param>
    public static Task RunAsync(string script, Site site, Func<string, Task>? onLine = null, string? report = null) =>
        RunAsync(script, site.Gateway, onLine, ("PROVIDERS", site.BaseUrl), ("REPORT", report));

    /// <param name="script">The script's name.</param>
    /// <param name="gateway">What it looks at.</param>
    /// <param name="onLine">Told each line that the script writes.</param>
    /// <param name="variables">What else it is told.</param>
    public static async Task RunAsync(string script, Uri gateway, Func<string, Task>? onLine, params (string Name, string? Value)[] variables)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Browser", $"{script}.mjs")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["GATEWAY"] = gateway.GetLeftPart(UriPartial.Authority);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        start.Environment["CHROMIUM"] = Executable;
        start.Environment["DASHBOARD"] = Path.GetDirectoryName(Modules);
        start.Environment["SCREENSHOTS"] = Path.Combine(Repository.Root, "artifacts", "screenshots");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (onLine is not null)
                await onLine(line);
        }

        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{string.Join('\n', lines)}\n{await errors}");
    }
}

/// <summary>A test that is skipped where there is no browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class InBrowserFactAttribute : FactAttribute
{
    public InBrowserFactAttribute() => Skip = Browser.WhyNot;
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using AkkaApiBench.Common;

namespace AkkaApiBench.Benchmarks.Gate;

/// <summary>A simulated provider as it was, and the same with all its times longer, side by side.</summary>
internal sealed class Providers : IDisposable
{
    private const string Usual = "usual";
    private const string Slower = "slower";

    private readonly Process _process;

    private Providers(Process process, Uri usual, Uri slower) => (_process, UsualUrl, SlowerUrl) = (process, usual, slower);

    /// <summary>The provider as it was.</summary>
    public Uri UsualUrl { get; }

    /// <summary>The slower one.</summary>
    public Uri SlowerUrl { get; }

    /// <param name="folder">Where their profiles go.</param>
    /// <param name="slowdown">How many times as long the slower one takes.</param>
    /// <param name="seed">Of all that is drawn.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<Providers> StartAsync(TemporaryFolder folder, double slowdown, int seed, CancellationToken cancellation)
    {
        var process = ApibenchProgram.Start("simulate", "--json", "--seed", seed.ToString(CultureInfo.InvariantCulture),
            "--profile", await WriteAsync(folder, Usual, 1, cancellation), "--profile", await WriteAsync(folder, Slower, slowdown, cancellation));
        var started = JsonNode.Parse(await process.StandardOutput.ReadLineAsync(cancellation) ?? throw new InvalidOperationException("The simulator did not start."))!;
        return new Providers(process, UrlOf(Usual), UrlOf(Slower));

        Uri UrlOf(string name) => new(started["profiles"]!.AsArray().Single(one => one!["name"]!.GetValue<string>() == name)!["base_url"]!.GetValue<string>());
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    /// <summary>Answers of varying length after a varying wait: the p95 of TTFT and of latency is some 1.6 times the median.</summary>
    private static async Task<string> WriteAsync(TemporaryFolder folder, string name, double slowdown, CancellationToken cancellation)
    {
        var file = folder.File($"{name}.yaml");
        await File.WriteAllTextAsync(file, string.Create(CultureInfo.InvariantCulture, $$"""
            name: {{name}}
            protocol: openai
            models: [model]
            require_key: false
            latency:
              ttft: { lognormal: { median: {{200 * slowdown:0.###}}ms, sigma: 0.3 } }
              token_gap: { gamma: { mean: {{10 * slowdown:0.###}}ms, shape: 4 } }
            output: { tokens: { lognormal: { median: 20, sigma: 0.5 } } }
            """), cancellation);
        return file;
    }
}

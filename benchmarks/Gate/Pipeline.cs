using System.Globalization;
using System.Text.Json.Nodes;
using AkkaApiBench.Common;

namespace AkkaApiBench.Benchmarks.Gate;

/// <summary>What a pipeline does: <c>apibench run</c>, and <c>apibench compare --fail-on regression</c> with an earlier result.</summary>
/// <param name="folder">Where results go.</param>
/// <param name="rate">Requests a second of each run.</param>
/// <param name="seconds">How long each run sends.</param>
internal sealed class Pipeline(TemporaryFolder folder, int rate, int seconds)
{
    private const int Done = 0;
    private const int Closed = 99;

    private int _runs;

    /// <summary>Measures a provider.</summary>
    /// <returns>The folder of the result.</returns>
    public async Task<string> RunAsync(Uri provider, CancellationToken cancellation)
    {
        var output = folder.File(string.Create(CultureInfo.InvariantCulture, $"result-{++_runs}"));
        var (code, _) = await CallAsync(
            cancellation,
            "run", "--target", $"openai-compatible/model@{provider}", "--api-key", "none", "--test", "latency", "--warmup", "1s", "--json",
            "--rate", rate.ToString(CultureInfo.InvariantCulture), "--duration", string.Create(CultureInfo.InvariantCulture, $"{seconds}s"),
            "--data-dir", folder.File("data"), "--output-dir", output);
        return code == Done ? output : throw new InvalidOperationException($"The run ended with {code}.");
    }

    /// <summary>Holds a result against an earlier one.</summary>
    /// <returns>The metrics that became worse; none when the gate lets it pass.</returns>
    public static async Task<IReadOnlyList<string>> CompareAsync(string baseline, string candidate, CancellationToken cancellation)
    {
        var (code, output) = await CallAsync(cancellation, "compare", baseline, candidate, "--fail-on", "regression", "--json");
        return code switch
        {
            Done => [],
            Closed => [.. JsonNode.Parse(output)!["regressions"]!.AsArray().Select(one => one!["metric"]?.GetValue<string>() ?? "not measured")],
            _ => throw new InvalidOperationException($"The comparison ended with {code}."),
        };
    }

    private static async Task<(int Code, string Output)> CallAsync(CancellationToken cancellation, params string[] arguments)
    {
        using var process = ApibenchProgram.Start(arguments);
        var output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, output);
    }
}

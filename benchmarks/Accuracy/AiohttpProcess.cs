using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using AkkaApiBench.Common;

namespace AkkaApiBench.Accuracy;

/// <summary>The same streams through a Python client.</summary>
internal static class AiohttpProcess
{
    // The system's Python, for which the package is; not another one that goes before it.
    private static string Python => File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    /// <summary>Runs it; null when Python has no aiohttp.</summary>
    public static async Task<IReadOnlyList<MeasuredRequest>?> RunAsync(TemporaryFolder folder, Uri baseUrl, StreamLoad load, CancellationToken cancellation)
    {
        var output = folder.File("aiohttp.jsonl");
        using var process = Process.Start(Python,
        [
            Path.Combine(AppContext.BaseDirectory, "Peers", "aiohttp_client.py"), $"{baseUrl.ToString().TrimEnd('/')}/chat/completions", StreamLoad.Model,
            load.RequestsPerSecond.ToString("0.###", CultureInfo.InvariantCulture), load.Seconds.ToString(CultureInfo.InvariantCulture),
            load.Tokens.ToString(CultureInfo.InvariantCulture), output,
        ]);
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0 || !File.Exists(output))
            return null;
        var lines = await File.ReadAllLinesAsync(output, cancellation);
        return
        [
            .. lines.Select(line => JsonNode.Parse(line)!).Select(answer => new MeasuredRequest(
                answer["id"]!.GetValue<string>(), [.. answer["times"]!.AsArray().Select(time => time!.GetValue<double>())], answer["latency"]!.GetValue<double>())),
        ];
    }
}

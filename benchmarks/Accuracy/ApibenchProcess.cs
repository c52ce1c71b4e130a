using System.Globalization;
using System.Text.Json.Nodes;

namespace AkkaApiBench.Accuracy;

/// <summary>What apibench measured of one request, in seconds.</summary>
internal sealed record MeasuredRequest(string Id, double Ttft, double Latency);

/// <summary>A run of apibench, with all that a user's run has: cluster, journal, records.</summary>
internal static class ApibenchProcess
{
    public static async Task<IReadOnlyList<MeasuredRequest>> RunAsync(TemporaryFolder folder, Uri baseUrl, StreamLoad load, CancellationToken cancellation)
    {
        var output = folder.File("results");
        using var process = ChildProcess.Apibench("run",
            "--target", $"openai-compatible/{StreamLoad.Model}@{baseUrl}",
            "--test", "throughput",
            // At even distances: streams that all begin at once would measure how fast the simulator takes them in.
            "--rate", load.RequestsPerSecond.ToString("0.###", CultureInfo.InvariantCulture),
            "--duration", $"{load.Seconds}s",
            "--warmup", "3s",
            "--max-tokens", load.Tokens.ToString(CultureInfo.InvariantCulture),
            "--data-dir", folder.File("data"),
            "--output-dir", output);
        await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);

        var lines = await File.ReadAllLinesAsync(Path.Combine(output, "requests.jsonl"), cancellation);
        return
        [
            .. lines.Select(line => JsonNode.Parse(line)!).Where(record => record["ok"]!.GetValue<bool>())
                .Select(record => new MeasuredRequest(
                    record["request_id"]!.GetValue<string>(), Milliseconds(record, "ttft_ms"), Milliseconds(record, "latency_ms"))),
        ];
    }

    private static double Milliseconds(JsonNode record, string name) => record[name]!.GetValue<double>() / 1000;
}

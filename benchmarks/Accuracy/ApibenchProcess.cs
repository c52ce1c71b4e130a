using System.Globalization;
using AkkaApiBench.Common;

namespace AkkaApiBench.Accuracy;

/// <summary>A run of apibench, with all that a user's run has: cluster, journal, records.</summary>
internal static class ApibenchProcess
{
    public static async Task<IReadOnlyList<MeasuredRequest>> RunAsync(TemporaryFolder folder, Uri baseUrl, StreamLoad load, CancellationToken cancellation)
    {
        var (plan, output) = (folder.File("plan.yaml"), folder.File("results"));
        // At even distances: streams that all begin at once would measure how fast the simulator takes them in.
        await File.WriteAllTextAsync(plan, string.Create(CultureInfo.InvariantCulture, $$"""
            name: accuracy
            targets: [{ provider: openai-compatible, model: {{StreamLoad.Model}}, base_url: "{{baseUrl}}" }]
            tests: [{ type: throughput, load: { model: constant_rate, rate: {{load.RequestsPerSecond:0.###}}, duration: {{load.Seconds}}s } }]
            workload: { messages: [{ role: user, content: "Hello, world!" }], max_tokens: {{load.Tokens}} }
            warmup: 3s
            records: { token_times: true }
            """), cancellation);
        using var process = ApibenchProgram.Start("run", plan, "--data-dir", folder.File("data"), "--output-dir", output);
        await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return
        [
            .. RecordedRequest.ReadAnswered(output)
                .Select(request => new MeasuredRequest(request.Id!, request.TokenTimes, request.Seconds("latency_ms")!.Value)),
        ];
    }
}

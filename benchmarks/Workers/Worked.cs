using System.Diagnostics;
using System.Globalization;
using System.Text;
using AkkaApiBench.Common;

namespace AkkaApiBench.Workers;

/// <summary>What workers did while they were looked at.</summary>
/// <param name="Workers">How many there were.</param>
/// <param name="Answers">Complete answers.</param>
/// <param name="CpuSeconds">The processor time of all of them.</param>
/// <param name="Seconds">How long they were looked at.</param>
internal sealed record Worked(int Workers, long Answers, double CpuSeconds, double Seconds)
{
    /// <summary>In µs.</summary>
    public double CpuPerAnswer => CpuSeconds / Answers * 1e6;

    /// <summary>Has a cluster make one load with so many workers, all on core 0; what is not a worker is on core 1 with the server.</summary>
    public static async Task<Worked> OfAsync(int count, int connections, bool isStream, TimeSpan warmup, TimeSpan time, PeerServer server, TemporaryFolder folder, CancellationToken cancellation)
    {
        var at = folder.File($"{count}-{Guid.NewGuid():N}");
        using var main = await NodeProcess.StartAsync("1", Path.Combine(at, "main"), "coordinator,journal,gateway", [], cancellation);
        var workers = new List<NodeProcess>();
        try
        {
            for (var number = 0; number < count; number++)
                workers.Add(await NodeProcess.StartAsync("0", Path.Combine(at, $"{number}"), "worker", ["--seed-nodes", main.Address], cancellation));
            using var http = new HttpClient { BaseAddress = main.Http };
            using var plan = new StringContent(string.Create(CultureInfo.InvariantCulture, $$"""
                name: workers
                targets: [ { provider: openai-compatible, model: fixed, base_url: "{{server.Address}}", api_key: none } ]
                workload: { messages: [ { role: user, content: "Hello, world!" } ], stream: {{(isStream ? "true" : "false")}} }
                tests: [ { type: throughput, concurrency: {{connections}}, duration: {{(int)(warmup + time + time).TotalSeconds}}s } ]
                workers: {{count}}
                """), Encoding.UTF8, "application/yaml");
            using var response = await http.PostAsync("/api/v1/runs", plan, cancellation);
            if (!response.IsSuccessStatusCode)
                throw new InvalidOperationException(await response.Content.ReadAsStringAsync(cancellation));

            while ((await server.LookAsync(cancellation)).Answers == 0)
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
            await Task.Delay(warmup, cancellation);
            var (before, cpu, begun) = (await server.LookAsync(cancellation), CpuOf(workers), Stopwatch.GetTimestamp());
            await Task.Delay(time, cancellation);
            var after = await server.LookAsync(cancellation);
            return new Worked(count, after.Answers - before.Answers, (CpuOf(workers) - cpu).TotalSeconds, Stopwatch.GetElapsedTime(begun).TotalSeconds);
        }
        finally
        {
            foreach (var worker in workers)
                worker.Dispose();
        }
    }

    private static TimeSpan CpuOf(List<NodeProcess> workers) => workers.Aggregate(TimeSpan.Zero, (sum, worker) => sum + worker.Cpu);
}

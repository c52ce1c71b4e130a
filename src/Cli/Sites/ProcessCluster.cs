using System.Globalization;
using System.Text.Json;
using AkkaApiBench.Providers.Keys;

namespace AkkaApiBench.Cli.Sites;

/// <summary>
/// A cluster of child processes as in production: a lighthouse, a node with coordinator, journal and gateway, and workers that do
/// nothing but load.
/// </summary>
internal sealed class ProcessCluster : IBenchSite
{
    private static readonly TimeSpan ReadyTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly string _records;
    private readonly ChildProcess _lighthouse;
    private readonly ChildProcess _main;
    private readonly IReadOnlyList<ChildProcess> _workers;

    private ProcessCluster(string records, ChildProcess lighthouse, ChildProcess main, IReadOnlyList<ChildProcess> workers) =>
        (_records, _lighthouse, _main, _workers) = (records, lighthouse, main, workers);

    public Uri Gateway => _main.Http!;

    public ApiKey Key => ApiKey.None;

    public string Mode => "multiprocess";

    public string? RecordsDirectory => _records;

    /// <summary>Starts the processes and waits until all are ready for work.</summary>
    /// <exception cref="CliException">One ended, or was not ready in time.</exception>
    public static async Task<ProcessCluster> StartAsync(NodeSettings settings, int workers, CancellationToken cancellation)
    {
        List<ChildProcess> started = [];
        try
        {
            var lighthouse = await ChildProcess.StartAsync("lighthouse", ["lighthouse", .. Common("lighthouse")], cancellation);
            started.Add(lighthouse);
            string[] node = ["node", "--http-port", "0", "--auth", "none", "--seed-nodes", lighthouse.Address];
            var starting = Enumerable.Range(1, workers).Select(number => string.Create(CultureInfo.InvariantCulture, $"worker-{number}"))
                .Select(name => ChildProcess.StartAsync(
                    name,
                    [.. node, "--roles", "worker", "--data-dir", settings.DataDirectory, "--records-dir", RecordsOf(settings, name), .. Common(name)],
                    cancellation))
                .Prepend(ChildProcess.StartAsync(
                    "coordinator",
                    [
                        .. node, "--roles", "coordinator,journal,gateway", "--data-dir", settings.DataDirectory, "--resume-runs", "no",
                        .. Common("coordinator"),
                    ],
                    cancellation))
                .ToList();
            await ((Task)Task.WhenAll(starting)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var child in starting.Where(child => child.IsCompletedSuccessfully))
                started.Add(await child);
            await Task.WhenAll(starting);

            await WhenReadyAsync(started[1..], members: started.Count, cancellation);
            return new ProcessCluster(settings.RecordsDirectory, started[0], started[1], started[2..]);
        }
        catch
        {
            await StopAsync(started);
            throw;
        }

        IEnumerable<string> Common(string name) =>
            ["--port", "0", "--json", "--stop-with", "stdin", "--log-level", settings.LogLevel is "information" ? "info" : settings.LogLevel, "--log-file", LogOf(settings, name)];
    }

    public string? NameOf(string worker) => _workers.FirstOrDefault(child => child.Address == worker)?.Name;

    /// <summary>Stops the processes, the workers first, and puts together what each wrote down of single requests.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync([_lighthouse, _main, .. _workers]);
        foreach (var worker in _workers)
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(_records, worker.Name), "*.jsonl"))
            {
                await using (var source = File.OpenRead(file))
                await using (var target = new FileStream(Path.Combine(_records, Path.GetFileName(file)), FileMode.Append))
                    await source.CopyToAsync(target);
                File.Delete(file);
            }
        }
    }

    private static async Task StopAsync(IReadOnlyList<ChildProcess> started)
    {
        foreach (var child in started.Reverse())
            await child.DisposeAsync();
    }

    private static string RecordsOf(NodeSettings settings, string name) => Path.Combine(settings.RecordsDirectory, name);

    private static string LogOf(NodeSettings settings, string name) =>
        Path.ChangeExtension(settings.LogFile, $"{name}{Path.GetExtension(settings.LogFile)}");

    private static async Task WhenReadyAsync(IReadOnlyList<ChildProcess> nodes, int members, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(ReadyTime);
        using var http = new HttpClient();
        try
        {
            foreach (var node in nodes)
            {
                while (!await IsReadyAsync(http, node, members, limit.Token))
                    await Task.Delay(Pause, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CliException(ExitCode.Failed, [$"the cluster was not ready within {ReadyTime.TotalSeconds:0} s; the processes' logs say why"]);
        }
    }

    /// <summary>Asks a node whether it is ready and sees all others.</summary>
    private static async Task<bool> IsReadyAsync(HttpClient http, ChildProcess node, int members, CancellationToken cancellation)
    {
        using var response = await http.GetAsync(new Uri(node.Http!, "/health/ready"), cancellation);
        using var health = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellation));
        return response.IsSuccessStatusCode
            && health.RootElement.GetProperty("status").GetString() == "healthy"
            && health.RootElement.GetProperty("checks").GetProperty("cluster").GetProperty("data").GetProperty("members").GetInt32() == members;
    }
}

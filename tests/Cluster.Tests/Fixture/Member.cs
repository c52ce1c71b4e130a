using System.Text.Json;

namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>A cluster member as a process that is up.</summary>
/// <param name="Process">The process.</param>
/// <param name="Address">Where other members reach it.</param>
/// <param name="Http">Its REST API; null for a lighthouse.</param>
internal sealed record Member(ProcessUnderTest Process, string Address, Uri? Http) : IAsyncDisposable
{
    /// <summary>A lighthouse.</summary>
    public static Task<Member> LighthouseAsync(TestFolder folder, IReadOnlyList<string>? flags = null) =>
        StartAsync(folder, ["lighthouse", .. flags ?? ["--port", "0"]], []);

    /// <summary>A node that keeps its data below <paramref name="name"/>, with all roles if no other are given.</summary>
    public static Task<Member> NodeAsync(
        TestFolder folder, string name, IReadOnlyList<string>? flags = null, params (string Name, string Value)[] variables) =>
        StartAsync(folder, NodeCommand(folder, name, flags ?? []), variables);

    /// <summary>A node in a network namespace.</summary>
    public static Task<Member> NodeInAsync(string networkNamespace, TestFolder folder, string name, IReadOnlyList<string> flags) =>
        StartAsync(folder, NodeCommand(folder, name, flags), [], networkNamespace);

    private static string[] NodeCommand(TestFolder folder, string name, IReadOnlyList<string> flags) =>
    [
        "node", "--data-dir", folder.PathOf(name), "--records-dir", RequestRecords.DirectoryOf(folder, name),
        .. flags.Contains("--http-port") ? Array.Empty<string>() : ["--http-port", "0"],
        // Only what nobody else reaches may do without keys.
        .. flags.Contains("--auth") ? Array.Empty<string>() : flags.Contains("--hostname") ? ["--admin-key", folder.KeyReference, "--allow-outbound", "0.0.0.0/0"] : ["--auth", "none"],
        .. flags,
    ];

    /// <summary>The REST API.</summary>
    public RunsApi OpenApi() => new(Http!);

    /// <summary>Waits until it can work and is in touch with so many members, itself included, and knows of no other.</summary>
    public async Task WhenInTouchAsync(int members)
    {
        using var limit = new CancellationTokenSource(ProcessUnderTest.Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var http = new HttpClient();
        var health = "nothing";
        try
        {
            while (!IsInTouch(health = await HealthAsync(http, limit.Token), members))
                await timer.WaitForNextTickAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{Address} did not come in touch with {members} members. It said last: {health}");
        }
    }

    private async Task<string> HealthAsync(HttpClient http, CancellationToken cancellation)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(Http!, "/health/ready"), cancellation);
            return await response.Content.ReadAsStringAsync(cancellation);
        }
        catch (HttpRequestException unreachable)
        {
            return unreachable.Message;
        }
    }

    private static bool IsInTouch(string answer, int members)
    {
        if (!answer.StartsWith('{'))
            return false;
        using var health = JsonDocument.Parse(answer);
        return health.RootElement.GetProperty("status").GetString() == "healthy"
            && health.RootElement.GetProperty("checks").GetProperty("cluster").GetProperty("data").GetProperty("members").GetInt32() == members;
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private static async Task<Member> StartAsync(TestFolder folder, IEnumerable<string> args, (string Name, string Value)[] variables, string? networkNamespace = null)
    {
        string[] all = [.. args, "--json"];
        var process = networkNamespace is null ? ProcessUnderTest.Start(folder.Path, all, variables) : ProcessUnderTest.StartIn(networkNamespace, folder.Path, all);
        try
        {
            using var told = JsonDocument.Parse(await process.OutputLineAsync(line => line.StartsWith('{')));
            return new Member(
                process,
                told.RootElement.GetProperty("address").GetString()!,
                told.RootElement.TryGetProperty("http", out var http) ? new Uri(http.GetString()!) : null);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }
}

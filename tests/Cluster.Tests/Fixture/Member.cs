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
        TestFolder folder, string name, IReadOnlyList<string>? flags = null, params (string Name, string Value)[] variables) => StartAsync(
        folder,
        [
            "node", "--data-dir", folder.PathOf(name), "--records-dir", RequestRecords.DirectoryOf(folder, name),
            .. flags?.Contains("--http-port") == true ? Array.Empty<string>() : ["--http-port", "0"], .. flags ?? [],
        ],
        variables);

    /// <summary>The REST API.</summary>
    public RunsApi OpenApi() => new(Http!);

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private static async Task<Member> StartAsync(TestFolder folder, IEnumerable<string> args, (string Name, string Value)[] variables)
    {
        var process = ProcessUnderTest.Start(folder.Path, [.. args, "--json"], variables);
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

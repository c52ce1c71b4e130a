using System.Text.Json;

namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>One request as a node wrote it down.</summary>
/// <param name="Id">The id that the provider gave it.</param>
/// <param name="Slice">The slice that it belongs to.</param>
/// <param name="Epoch">The epoch of the slice.</param>
internal sealed record WrittenRequest(string Id, string Slice, int Epoch);

/// <summary>What nodes wrote down of single requests.</summary>
internal static class RequestRecords
{
    public static string DirectoryOf(TestFolder folder, string node) => Path.Combine(folder.PathOf(node), "records");

    /// <summary>The runs of which a node wrote down anything.</summary>
    public static IReadOnlyList<string> RunsIn(TestFolder folder, string node) =>
        [.. Directory.EnumerateFiles(DirectoryOf(folder, node), "*.jsonl").Select(file => Path.GetFileNameWithoutExtension(file))];

    /// <summary>The requests of a run at a node; none when it made none.</summary>
    public static IReadOnlyList<WrittenRequest> Read(TestFolder folder, string node, string run)
    {
        var file = Path.Combine(DirectoryOf(folder, node), $"{run}.jsonl");
        return File.Exists(file) ? [.. File.ReadLines(file).Select(ReadLine)] : [];
    }

    private static WrittenRequest ReadLine(string line)
    {
        using var json = JsonDocument.Parse(line);
        return new WrittenRequest(
            json.RootElement.GetProperty("request_id").GetString()!,
            json.RootElement.GetProperty("slice").GetString()!,
            json.RootElement.GetProperty("epoch").GetInt32());
    }
}

using System.Text;

namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>A folder of a test's own, gone with it.</summary>
internal sealed class TestFolder : IDisposable
{
    /// <summary>The key that nodes which keep their data here let do everything.</summary>
    public const string Key = "only-for-tests-0123456789-0123456789";

    /// <summary>Where nodes find it.</summary>
    public string KeyReference => $"file:{(File.Exists(PathOf("admin-key")) ? PathOf("admin-key") : Write("admin-key", Key))}";

    public string Path { get; } = Directory.CreateTempSubdirectory("apibench-cluster-").FullName;

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file and gives its path.</summary>
    public string Write(string name, string content)
    {
        File.WriteAllText(PathOf(name), content);
        return PathOf(name);
    }

    /// <summary>Every file that has these characters anywhere among its bytes.</summary>
    public IReadOnlyList<string> FilesWith(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [.. Files.Where(file => ReadShared(file).AsSpan().IndexOf(bytes) >= 0)];
    }

    public IEnumerable<string> Files => Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Reads a file that a process under test may have open.</summary>
    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}

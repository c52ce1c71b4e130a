namespace AkkaApiBench.Tests;

/// <summary>The repository that the tests are of, whose documents they hold to what the code does.</summary>
internal static class Repository
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Find();

    /// <summary>A document in <c>docs</c>.</summary>
    public static string Document(string name) => File.ReadAllText(Path.Combine(Root, "docs", name));

    /// <summary>The README and everything in <c>docs</c>.</summary>
    public static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md").Append(Path.Combine(Root, "README.md")).Select(File.ReadAllText);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AkkaApiBench.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder.FullName;
    }
}

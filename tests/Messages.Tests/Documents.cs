namespace AkkaApiBench.Messages.Tests;

/// <summary>The repository's documents, which tests hold to what the code does.</summary>
internal static class Documents
{
    public static string Read(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AkkaApiBench.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return File.ReadAllText(Path.Combine(folder.FullName, "docs", name));
    }
}

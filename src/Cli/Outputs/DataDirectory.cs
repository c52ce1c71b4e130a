namespace AkkaApiBench.Cli.Outputs;

/// <summary>
/// Claims a data directory for this process: two nodes with the same journal would write over one another.
/// The claim ends with the process, however it ends.
/// </summary>
internal sealed class DataDirectory : IAsyncDisposable
{
    private const string Flag = "--data-dir";
    private readonly FileStream _claim;

    private DataDirectory(FileStream claim) => _claim = claim;

    /// <summary>Makes the directory where it is missing, and claims it.</summary>
    /// <exception cref="CliException">It cannot be written, or another process has claimed it.</exception>
    public static DataDirectory Claim(string path)
    {
        WritableDirectory.Check(Flag, path);
        Directory.CreateDirectory(path);
        try
        {
            return new DataDirectory(new FileStream(Path.Combine(path, "claim"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw CliException.Usage($"{Flag}: '{path}' is in use by another apibench; wait for it, or choose another directory with {Flag} DIR");
        }
    }

    public ValueTask DisposeAsync() => _claim.DisposeAsync();
}

namespace AkkaApiBench.Cli.Outputs;

/// <summary>Finds out whether a directory can be written, and leaves it as it was.</summary>
internal static class WritableDirectory
{
    /// <summary>Checks <paramref name="path"/>, which need not be there yet.</summary>
    /// <param name="flag">The flag that names it, for the error.</param>
    /// <param name="path">An absolute path.</param>
    /// <exception cref="CliException">It cannot be written.</exception>
    public static void Check(string flag, string path)
    {
        try
        {
            var made = MakeMissing(path);
            var probe = Path.Combine(path, $".probe-{Guid.NewGuid():N}");
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
                // To have been made is all that the probe is for.
            }

            foreach (var directory in made)
                Directory.Delete(directory);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"{flag}: '{path}' cannot be written: {Reason(error)}; choose another directory with {flag} DIR, or make this one writable");
        }
    }

    private static string Reason(Exception error) => error is UnauthorizedAccessException ? "permission denied" : error.Message.TrimEnd('.');

    /// <summary>Makes the directory and gives what had to be made, the innermost first.</summary>
    private static List<string> MakeMissing(string path)
    {
        var missing = new List<string>();
        for (var directory = path; directory is not null && !Directory.Exists(directory); directory = Path.GetDirectoryName(directory))
            missing.Add(directory);
        Directory.CreateDirectory(path);
        return missing;
    }
}

namespace AkkaApiBench.Cli.Outputs;

/// <summary>Text that goes to a file where the user named one, else to standard output.</summary>
internal static class OutputFile
{
    /// <summary>Writes <paramref name="text"/>.</summary>
    /// <param name="surroundings">Where paths start from, and standard output.</param>
    /// <param name="text">What.</param>
    /// <param name="file">The file as the user named it; null for standard output.</param>
    /// <param name="flag">The flag that named it.</param>
    /// <exception cref="CliException">The file cannot be written.</exception>
    public static async Task WriteAsync(this Surroundings surroundings, string text, string? file, string flag)
    {
        if (file is null)
        {
            await surroundings.Out.Writer.WriteAsync(text);
            return;
        }

        try
        {
            await WholeFile.ReplaceAsync(surroundings.PathOf(file), text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"{flag}: '{file}' cannot be written: {error.Message}");
        }
    }
}

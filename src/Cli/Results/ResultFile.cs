using AkkaApiBench.Analytics.Comparisons;
using AkkaApiBench.Cli.Outputs;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Cli.Results;

/// <summary>Reads stored results.</summary>
internal static class ResultFile
{
    /// <summary>Reads a result.</summary>
    /// <param name="name">The file as the user named it, or a directory with a <c>result.json</c>.</param>
    /// <param name="pathOf">Makes a path absolute.</param>
    /// <exception cref="CliException">There is none, or it is no result; names the file and what is wrong in it.</exception>
    public static SourcedResult Read(string name, Func<string, string> pathOf)
    {
        var path = pathOf(name);
        try
        {
            return new SourcedResult(name, ResultJson.Read(File.ReadAllText(Directory.Exists(path) ? Path.Combine(path, OutputDirectory.Result) : path)));
        }
        catch (FormatException error)
        {
            throw CliException.Usage($"{name}: {error.Message}");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CliException.Usage($"RESULT: there is no result '{name}' (looked at {path})");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"RESULT: '{name}' cannot be read: {error.Message}");
        }
    }
}

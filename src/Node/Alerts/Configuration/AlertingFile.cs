using AkkaApiBench.Hosting.Membership;

namespace AkkaApiBench.Node.Alerts.Configuration;

/// <summary>The file that configures alerts.</summary>
internal static class AlertingFile
{
    private const int LongestFile = 64 * 1024;

    /// <summary>Reads it; gives what holds without one for null.</summary>
    /// <exception cref="NodeStartException">It cannot be read, or says what is not allowed.</exception>
    public static AlertingOptions Read(string? path)
    {
        if (path is null)
            return AlertingOptions.Default;
        try
        {
            if (new FileInfo(path).Length > LongestFile)
                throw new NodeStartException($"{NodeFlags.Alerts.Flag} {path}: has more than the {LongestFile} bytes allowed");
            var (options, errors) = AlertingReader.FromYaml(File.ReadAllText(path));
            return options ?? throw new NodeStartException(string.Join('\n', errors.Select(error => $"{NodeFlags.Alerts.Flag} {path}: {error}")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NodeStartException($"{NodeFlags.Alerts.Flag} {path}: cannot be read: {e.Message}", e);
        }
    }
}

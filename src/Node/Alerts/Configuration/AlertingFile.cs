using AkkaApiBench.Hosting.Membership;

namespace AkkaApiBench.Node.Alerts.Configuration;

/// <summary>The file that configures alerts.</summary>
internal static class AlertingFile
{
    private const int LongestFile = 64 * 1024;

    /// <summary>Reads it; gives what holds without one for null.</summary>
    /// <param name="path">The file; null for none.</param>
    /// <param name="isUsed">True when this node may send messages: then every reference must lead to something.</param>
    /// <exception cref="NodeStartException">It cannot be read, or says what is not allowed.</exception>
    public static AlertingOptions Read(string? path, bool isUsed)
    {
        if (path is null)
            return AlertingOptions.Default;
        try
        {
            if (new FileInfo(path).Length > LongestFile)
                throw new NodeStartException($"{NodeFlags.Alerts.Flag} {path}: has more than the {LongestFile} bytes allowed");
            var (options, errors) = AlertingReader.FromYaml(File.ReadAllText(path));
            if (options is not null && isUsed)
                errors = [.. ReferenceCheck.ErrorsOf(options)];
            return options is not null && errors.Count == 0 ? options : throw new NodeStartException(string.Join('\n', errors.Select(error => $"{NodeFlags.Alerts.Flag} {path}: {error}")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NodeStartException($"{NodeFlags.Alerts.Flag} {path}: cannot be read: {e.Message}", e);
        }
    }
}

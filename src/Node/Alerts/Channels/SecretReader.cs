using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Node.Alerts.Channels;

/// <summary>Reads what references point at, each time anew, so that a rotated secret is taken up.</summary>
internal static class SecretReader
{
    private const int LongestFile = 64 * 1024;

    /// <summary>The secret.</summary>
    /// <exception cref="SecretUnavailableException">There is none.</exception>
    public static string Read(string text)
    {
        var reference = KeyReference.Parse(text);
        var secret = reference switch
        {
            { Variable: { } name } => Environment.GetEnvironmentVariable(name) ?? throw new SecretUnavailableException($"{text}: this environment variable is not set"),
            { File: { Length: > 0 } path } => ReadFile(path),
            _ => throw new SecretUnavailableException("not a reference; allowed: env:NAME or file:PATH"),
        };
        return secret.Trim() is { Length: > 0 } value ? value : throw new SecretUnavailableException($"{text}: nothing stands there");
    }

    private static string ReadFile(string path)
    {
        try
        {
            return new FileInfo(path).Length <= LongestFile ? File.ReadAllText(path) : throw new SecretUnavailableException($"file:{path}: this file has more than {LongestFile} bytes");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SecretUnavailableException($"file:{path}: this file {(e is FileNotFoundException or DirectoryNotFoundException ? "does not exist" : "cannot be read")}");
        }
    }
}

/// <summary>A secret could not be had. Names the reference, never the secret.</summary>
internal sealed class SecretUnavailableException(string reason) : Exception(reason);

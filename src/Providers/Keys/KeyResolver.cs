using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Providers.Keys;

/// <summary>Finds keys in this process's environment and in files, each time anew, so that a rotated key is taken up.</summary>
public sealed class KeyResolver : IKeySource
{
    // A reference to the wrong file must not read gigabytes.
    private const int LongestFile = 64 * 1024;

    /// <inheritdoc/>
    public ApiKey Resolve(KeyReference reference)
    {
        if (reference == KeyReference.None)
            return ApiKey.None;

        var text = reference switch
        {
            { Variable: { Length: > 0 } name } => Environment.GetEnvironmentVariable(name)
                ?? throw new KeyUnavailableException(reference, "this environment variable is not set"),
            { File: { Length: > 0 } path } => Read(reference, path),
            // What is no reference may be the key itself, so it is not repeated.
            _ => throw new KeyUnavailableException(new KeyReference("(hidden)"), $"not a reference; allowed: {KeyReference.Allowed}"),
        };

        return ApiKey.Parse(text.Trim())
            ?? throw new KeyUnavailableException(reference, "what stands there is no key; allowed: printable ASCII characters without spaces");
    }

    private static string Read(KeyReference reference, string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > LongestFile }
                ? throw new KeyUnavailableException(reference, $"this file has more than {LongestFile} bytes")
                : File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new KeyUnavailableException(reference, e is FileNotFoundException or DirectoryNotFoundException
                ? "this file does not exist" : "this file cannot be read");
        }
    }
}

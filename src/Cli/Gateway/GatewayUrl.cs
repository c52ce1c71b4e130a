namespace AkkaApiBench.Cli.Gateway;

/// <summary>Where a gateway is, as users give it.</summary>
internal static class GatewayUrl
{
    /// <summary>Reads it. What is refused may hold a password, and is not shown.</summary>
    /// <param name="text">The URL.</param>
    /// <param name="source">The flag or variable that it is from.</param>
    /// <exception cref="CliException">It is not allowed.</exception>
    public static Uri Parse(string text, string source) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 && url.Query.Length == 0
            ? url
            : throw CliException.Usage($"{source}: this value is not allowed; allowed: an http or https URL without user and query, such as http://127.0.0.1:8080");
}

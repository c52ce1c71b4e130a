namespace AkkaApiBench.Cli.Gateway;

/// <summary>Writes paths with queries.</summary>
internal static class Query
{
    /// <summary>A path with the parameters that have a value.</summary>
    public static string Of(string path, params IEnumerable<(string Name, string? Value)> parameters) =>
        string.Join('&', parameters.Where(one => one.Value is not null).Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value!)}")) is { Length: > 0 } query
            ? $"{path}?{query}" : path;
}

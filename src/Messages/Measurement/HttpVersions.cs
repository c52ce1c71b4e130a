namespace AkkaApiBench.Messages.Measurement;

/// <summary>The versions of HTTP that answers came in. The numbers are stored and sent: never reuse one.</summary>
[Flags]
public enum HttpVersions
{
    /// <summary>No answer.</summary>
    None = 0,

    /// <summary>HTTP/1.0.</summary>
    Http10 = 1,

    /// <summary>HTTP/1.1.</summary>
    Http11 = 2,

    /// <summary>HTTP/2.</summary>
    Http2 = 4,
}

/// <summary>How versions are written.</summary>
public static class HttpVersionNames
{
    /// <summary>The name of one version, such as <c>1.1</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none, or several.</exception>
    public static string Name(this HttpVersions version) => version switch
    {
        HttpVersions.Http10 => "1.0",
        HttpVersions.Http11 => "1.1",
        HttpVersions.Http2 => "2",
        _ => throw new ArgumentOutOfRangeException(nameof(version), version, null),
    };

    /// <summary>The names of all versions in it.</summary>
    public static IReadOnlyList<string> Names(this HttpVersions versions) =>
        [.. Enum.GetValues<HttpVersions>().Where(version => version != HttpVersions.None && versions.HasFlag(version)).Select(Name)];
}

namespace AkkaApiBench.Messages.Plans;

/// <summary>The version of HTTP that a target is asked in; a server that speaks another is not measured. The numbers are sent.</summary>
public enum HttpChoice
{
    /// <summary>HTTP/1.1: one request at a time on a connection, so that none waits for another's bytes.</summary>
    Version11 = 1,

    /// <summary>HTTP/2: many requests on a connection; by ALPN for https, with prior knowledge for http.</summary>
    Version2 = 2,
}

/// <summary>How plans write it.</summary>
internal static class HttpChoices
{
    public const string Allowed = "1.1, 2";

    public static HttpChoice? Parse(string text) => text switch
    {
        "1.1" => HttpChoice.Version11,
        "2" or "2.0" => HttpChoice.Version2,
        _ => null,
    };
}

namespace AkkaApiBench.Providers.Http;

/// <summary>How long the phases of opening one connection took.</summary>
/// <param name="Dns">Resolving the host name; null when the host is an address.</param>
/// <param name="Connect">Opening the TCP connection, addresses that failed before included.</param>
/// <param name="Tls">The TLS handshake; null without TLS.</param>
public readonly record struct ConnectionTimes(TimeSpan? Dns, TimeSpan Connect, TimeSpan? Tls);

namespace AkkaApiBench.Node.Gateway.Access;

/// <summary>Who may use the API of a node.</summary>
/// <param name="IsOn">True when callers need a key; false lets everybody do everything, which only a node on loopback may.</param>
/// <param name="AdminKeyHash">The SHA-256, in hexadecimal digits, of a key that the operator of this node chose and that may do everything; null without.</param>
public sealed record AccessOptions(bool IsOn, string? AdminKeyHash = null)
{
    /// <summary>Everybody may do everything.</summary>
    public static readonly AccessOptions Open = new(IsOn: false);

    /// <summary>The origins, beside the node's own, whose pages may use the API with a key.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>The proxies that are believed from where and by which scheme a request came, by address or network.</summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>Requests a minute that one key, or one address without, may send; 0 for no limit.</summary>
    public int RequestsPerMinute { get; init; }

    /// <summary>Shows the first key, once, when there never was one and no <see cref="AdminKeyHash"/>; null makes none.</summary>
    public Action<string>? ShowFirstKey { get; init; }
}

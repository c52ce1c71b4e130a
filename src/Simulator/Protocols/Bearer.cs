namespace AkkaApiBench.Simulator.Protocols;

/// <summary>Keys as most clients send them.</summary>
internal static class Bearer
{
    private const string Scheme = "Bearer ";

    /// <summary>The key of <c>Authorization: Bearer KEY</c>; empty when there is none.</summary>
    public static string KeyOf(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..].Trim() : "";
    }
}

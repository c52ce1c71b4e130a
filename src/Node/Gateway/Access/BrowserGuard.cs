namespace AkkaApiBench.Node.Gateway.Access;

/// <summary>
/// Refuses what a page of somebody else's has a browser send: changes from another origin, and changes by a session without a
/// header that only our own page can set. Without keys, also a host's name that is not this machine's, as DNS rebinding has it.
/// </summary>
internal static class BrowserGuard
{
    /// <summary>What our own page sends with each change.</summary>
    public const string Header = "X-Requested-With";

    public static void UseBrowserGuard(this WebApplication app, AccessOptions access) => app.Use(next => context =>
    {
        return WhyNot(context.Request, access) is { } refusal ? Problems.Forbidden(refusal).ExecuteAsync(context) : next(context);
    });

    private static string? WhyNot(HttpRequest request, AccessOptions access)
    {
        if (!access.IsOn && !IsThisMachine(request.Host.Host))
            return "Without authentication this node answers only to localhost and to addresses of the loopback; allowed: such a host in the URL.";
        if (IsSafe(request.Method))
            return null;
        if (request.Headers.Origin.ToString() is { Length: > 0 } origin && !IsOwn(origin, request.Host) && !access.Origins.Contains(origin))
            return "Changes from pages of another origin are not allowed.";
        return CallerHandler.BearerOf(request) is null && request.Cookies.ContainsKey(CallerHandler.Cookie) && request.Headers[Header].Count == 0
            ? $"A change by a session needs the header {Header}, with any value." : null;
    }

    public static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    /// <summary>By its host and port alone: a proxy that ends TLS makes http of https.</summary>
    private static bool IsOwn(string origin, HostString host) => Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority == host.Value;

    private static bool IsThisMachine(string host) =>
        host == "localhost" || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));
}

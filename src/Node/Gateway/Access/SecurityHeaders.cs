namespace AkkaApiBench.Node.Gateway.Access;

/// <summary>What every answer tells browsers: to take it for nothing but what it says, and to let nobody frame or embed it.</summary>
internal static class SecurityHeaders
{
    /// <summary>For all that is no page: nothing may come from it.</summary>
    private const string NoPage = "default-src 'none'; frame-ancestors 'none'";

    private const string OneYear = "max-age=31536000";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use(next => context =>
    {
        // At the end, for what an error throws away stands there again, and a page has a policy of its own.
        context.Response.OnStarting(Complete, context);
        return next(context);
    });

    private static Task Complete(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy = NoPage;
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "private, no-cache";
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = OneYear;
        return Task.CompletedTask;
    }
}

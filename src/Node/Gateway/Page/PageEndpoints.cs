using AkkaApiBench.Node.Gateway.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AkkaApiBench.Node.Gateway.Page;

/// <summary>The dashboard, at <c>/</c>. What it shows comes from the REST API.</summary>
internal static class PageEndpoints
{
    /// <summary>Everything from here, and no script or style that stands in the page itself.</summary>
    private const string Policy =
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static readonly string[] Places =
    [
        "/", "/compare", "/targets/{**rest}", "/runs", "/runs/{**rest}", "/monitors/{**rest}", "/alerts/{**rest}", "/recommendations", "/cluster",
    ];

    public static void MapPage(this IEndpointRouteBuilder routes)
    {
        var files = PageFiles.Embedded();
        var index = files.Find("index.html");
        foreach (var place in Places)
            routes.MapGet(place, (HttpContext context) => index is null ? (IResult)Missing(context) : Send(context, index)).AllowAnyone().ExcludeFromDescription();
        foreach (var file in files.All.Where(file => file != index))
            routes.MapGet($"/{file.Path}", (HttpContext context) => Send(context, file)).AllowAnyone().ExcludeFromDescription();
    }

    private static FileContentHttpResult Send(HttpContext context, PageFile file)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        // What has a digest of its content in its name never changes.
        headers.CacheControl = file.IsImmutable ? "public, max-age=31536000, immutable" : "no-cache";
        headers.Vary = "Accept-Encoding";
        if (!context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
            return TypedResults.Bytes(file.Content, file.ContentType, entityTag: file.Tag);
        headers.ContentEncoding = "gzip";
        return TypedResults.Bytes(file.Compressed, file.ContentType, entityTag: file.CompressedTag);
    }

    private static ContentHttpResult Missing(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        return TypedResults.Text(
            """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>apibench</title></head>
            <body>
            <h1>The dashboard is not part of this build</h1>
            <p>It was built on a machine without npm. Install Node.js 20 or later, which brings npm, then build again:</p>
            <pre>dotnet build src/Node</pre>
            <p>The REST API is here all the same: <a href="/api/v1/runs">/api/v1/runs</a>, <a href="/api/v1/targets">/api/v1/targets</a>,
            <a href="/api/v1/cluster">/api/v1/cluster</a>.</p>
            </body>
            </html>
            """,
            "text/html", System.Text.Encoding.UTF8);
    }
}

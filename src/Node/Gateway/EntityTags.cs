using System.Globalization;
using AkkaApiBench.Node.Gateway.Document;
using Microsoft.Net.Http.Headers;

namespace AkkaApiBench.Node.Gateway;

/// <summary>Tags that tell states of a thing apart, so that nobody fetches what is known or replaces what was changed meanwhile (RFC 9110, 8.8.3 and 13).</summary>
internal static class EntityTags
{
    /// <summary>Says which state an answer shows.</summary>
    public static void Tag(this HttpResponse response, long revision) =>
        response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");

    /// <summary>The revision that a change supposes; null for any.</summary>
    /// <param name="request">The request.</param>
    /// <param name="what">What is to be changed.</param>
    /// <returns>The revision, or why there is none.</returns>
    public static (long? Revision, IResult? Problem) ReadIfMatch(HttpRequest request, string what)
    {
        var match = request.Headers.IfMatch.ToString();
        if (match.Length == 0 || match == "*")
            return (null, null);
        return long.TryParse(match.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? (revision, null)
            : (null, Problems.PreconditionFailed($"If-Match: not the ETag of {what}; allowed: the ETag that GET {request.Path} gave"));
    }

    /// <summary>The route takes the state that a change supposes.</summary>
    public static RouteHandlerBuilder TakesIfMatch(this RouteHandlerBuilder route) =>
        route.TakesHeader("If-Match", "The `ETag` that it had when it was read: what was changed since is left as it is.").Refuses(412);

    /// <summary>The route tags its answer, and does not send again what the caller has.</summary>
    public static RouteHandlerBuilder Tags(this RouteHandlerBuilder route) => route
        .Produces(StatusCodes.Status304NotModified)
        .TakesHeader("If-None-Match", "The `ETag` of what is known already: it is not sent again.")
        .AddEndpointFilter(async (context, next) =>
        {
            var result = await next(context);
            return IsKnown(context.HttpContext) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : result;
        });

    private static bool IsKnown(HttpContext http) =>
        EntityTagHeaderValue.TryParse(http.Response.Headers.ETag.ToString(), out var tag)
        && http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known == EntityTagHeaderValue.Any || known.Compare(tag, useStrongComparison: false));
}

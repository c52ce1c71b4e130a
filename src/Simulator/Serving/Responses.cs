using System.Globalization;
using AkkaApiBench.Simulator.Protocols;

namespace AkkaApiBench.Simulator.Serving;

/// <summary>Responses that are not answers.</summary>
internal static class Responses
{
    /// <summary>Answers with an error in the protocol's shape.</summary>
    public static Task RefuseAsync(HttpContext context, IProtocol protocol, ApiError error, string requestId, int? status = null)
    {
        protocol.AddHeaders(context.Response.Headers, requestId);
        if (error.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return WriteAsync(context, status ?? protocol.StatusOf(error.Kind), protocol.BodyOf(error, requestId));
    }

    /// <summary>Answers with a JSON body.</summary>
    public static Task WriteAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }
}

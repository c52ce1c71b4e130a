using System.Globalization;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Node.Gateway;

/// <summary>Anomalies over HTTP: <c>/api/v1/anomalies</c>.</summary>
internal static class AnomalyEndpoints
{
    private const int LongestTarget = 500;

    public static void MapAnomalies(this IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/anomalies", ListAsync);

    private static async Task<IResult> ListAsync(AnomaliesGateway gateway, CancellationToken cancellation, string? target = null, string? since = null)
    {
        if (target is not { Length: > 0 and <= LongestTarget })
            return Problems.BadRequest($"target: {(string.IsNullOrEmpty(target) ? "missing" : "too long")}; allowed: a target's identity, such as openai/gpt-4o-mini, at most {LongestTarget} characters");

        var from = DateTimeOffset.MinValue;
        if (since is not null && !DateTimeOffset.TryParse(
            since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out from))
        {
            return Problems.BadRequest($"since: '{since}' is not allowed; allowed: a time such as 2026-11-24T17:00:00Z");
        }

        return await gateway.OfAsync(new TargetId(target), from, cancellation) is { } anomalies
            ? TypedResults.Ok(new AnomalyListView(target, anomalies))
            : Problems.Unavailable("The target's journal did not answer in time. It may be moving to another node; try again in some seconds.");
    }
}

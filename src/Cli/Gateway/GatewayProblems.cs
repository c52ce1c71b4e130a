using System.Net.Http.Json;
using System.Text.Json;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Gateway;

/// <summary>Reads refusals.</summary>
internal static class GatewayProblems
{
    /// <summary>The problem that a response tells; made from its status where it tells none.</summary>
    public static async Task<ProblemView> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var status = (int)response.StatusCode;
        var bare = new ProblemView { Title = response.ReasonPhrase is { Length: > 0 } phrase ? phrase : "refused", Status = status };
        if (response.Content.Headers.ContentType?.MediaType is not ("application/problem+json" or "application/json"))
            return bare;
        try
        {
            return await response.Content.ReadFromJsonAsync(ApiJson.Default.ProblemView, cancellation) ?? bare;
        }
        catch (JsonException)
        {
            return bare;
        }
    }
}

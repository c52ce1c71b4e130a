using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using static AkkaApiBench.Hosting.Health.HealthExtensions;

namespace AkkaApiBench.Hosting.Health;

/// <summary>Health of a member over HTTP, for supervisors.</summary>
public static class HealthEndpoints
{
    /// <summary>Maps <c>/health/live</c>, <c>/health/startup</c> and <c>/health/ready</c>, and gives these routes.</summary>
    public static IReadOnlyList<IEndpointConventionBuilder> MapApiBenchHealth(this IEndpointRouteBuilder app) =>
    [
        Map(app, "/health/live", check => check.Tags.Contains(Live)),
        // Up once is enough: what comes later is for the others to say.
        Map(app, "/health/startup", check => check.Tags.Contains(Live) || check.Tags.Contains(Started)),
        Map(app, "/health/ready", check => check.Tags.Contains(Live) || check.Tags.Contains(Ready)),
    ];

    private static IEndpointConventionBuilder Map(IEndpointRouteBuilder app, string path, Func<HealthCheckRegistration, bool> isAsked) =>
        app.MapHealthChecks(path, new HealthCheckOptions { Predicate = isAsked, ResponseWriter = WriteAsync });

    /// <summary><c>{ "status": "healthy", "checks": { "cluster": { "status": "healthy", "description": "up", "data": { … } } } }</c>.</summary>
    private static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("status", Name(report.Status));
        json.WriteStartObject("checks");
        foreach (var (name, check) in report.Entries)
        {
            json.WriteStartObject(name);
            json.WriteString("status", Name(check.Status));
            if (check.Description is { } description)
                json.WriteString("description", description);
            if (check.Data.Count > 0)
            {
                json.WritePropertyName("data");
                JsonSerializer.Serialize(json, check.Data);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Name(HealthStatus status) => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());
}

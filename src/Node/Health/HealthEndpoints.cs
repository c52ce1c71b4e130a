using System.Text.Json;
using AkkaApiBench.Node.Gateway.Access;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using static AkkaApiBench.Hosting.Health.HealthExtensions;

namespace AkkaApiBench.Node.Health;

/// <summary>Health of the node, for supervisors: whatever its roles.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        Map(app, "/health/live", check => check.Tags.Contains(Live));
        // Up once is enough: what comes later is for the others to say.
        Map(app, "/health/startup", check => check.Tags.Contains(Live) || check.Tags.Contains(Started));
        Map(app, "/health/ready", check => check.Tags.Contains(Live) || check.Tags.Contains(Ready));
    }

    private static void Map(WebApplication app, string path, Func<HealthCheckRegistration, bool> isAsked) =>
        app.MapHealthChecks(path, new HealthCheckOptions { Predicate = isAsked, ResponseWriter = WriteAsync }).AllowAnyone();

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

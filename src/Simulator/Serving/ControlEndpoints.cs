using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using AkkaApiBench.Simulator.Truth;

namespace AkkaApiBench.Simulator.Serving;

/// <summary>What the simulator tells about itself: <c>/simulator/truth</c>, <c>/simulator/stats</c>, <c>/simulator/reset</c>.</summary>
internal sealed class ControlEndpoints(SimulatorHost host)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/simulator/truth", WriteTruthAsync);
        routes.MapGet("/simulator/stats", WriteStatsAsync);
        routes.MapPost("/simulator/reset", ResetAsync);
    }

    /// <summary>One line of JSON for each request that has ended.</summary>
    private async Task WriteTruthAsync(HttpContext context)
    {
        context.Response.ContentType = "application/x-ndjson";
        using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        foreach (var truth in host.Truth.Snapshot())
        {
            Write(json, truth);
            json.Flush();
            context.Response.BodyWriter.Write("\n"u8);
            json.Reset();
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
    }

    private Task WriteStatsAsync(HttpContext context) => Responses.WriteAsync(context, StatusCodes.Status200OK, JsonSerializer.Serialize(
        new { TicksPerSecond = Stopwatch.Frequency, host.Truth.InFlight, Profiles = host.Stats() }, Json));

    private Task ResetAsync(HttpContext context)
    {
        host.Reset();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static void Write(Utf8JsonWriter json, RequestTruth truth)
    {
        json.WriteStartObject();
        json.WriteString("id", truth.Id);
        json.WriteString("profile", truth.Profile);
        json.WriteString("model", truth.Model);
        json.WriteNumber("number", truth.Number);
        json.WriteBoolean("stream", truth.Stream);
        json.WriteNumber("status", truth.Status);
        json.WriteString("outcome", JsonNamingPolicy.SnakeCaseLower.ConvertName(truth.Outcome.ToString()));
        json.WriteString("fault", truth.Fault is { } fault ? JsonNamingPolicy.SnakeCaseLower.ConvertName(fault.ToString()) : null);
        json.WriteNumber("input_tokens", truth.InputTokens);
        json.WriteNumber("cached_tokens", truth.CachedTokens);
        json.WriteNumber("output_tokens", truth.OutputTokens);
        json.WriteNumber("reasoning_tokens", truth.ReasoningTokens);
        json.WriteNumber("arrived_ticks", truth.Arrived);
        json.WriteNumber("headers_sent_ticks", truth.HeadersSent);
        json.WriteStartArray("events_ticks");
        foreach (var sent in truth.Events)
        {
            json.WriteStartArray();
            json.WriteNumberValue(sent.Due);
            json.WriteNumberValue(sent.Before);
            json.WriteNumberValue(sent.After);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteNumber("end_before_ticks", truth.EndBefore);
        json.WriteNumber("end_after_ticks", truth.EndAfter);
        json.WriteEndObject();
    }
}

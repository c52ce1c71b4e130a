using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Monitors;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Node.Gateway.Document;

/// <summary>Monitors in the document: what they are made from, and what they look like.</summary>
internal static class MonitorDescription
{
    private const string Component = "MonitorDocument";

    private const string Json = """
        {
          "name": "Nightly OpenAI",
          "schedule": { "cron": "0 3 * * *", "time_zone": "Europe/Berlin", "jitter": "5m" },
          "missed": "run_once",
          "spend": { "daily_usd": 1, "monthly_usd": 20 },
          "slos": ["success_rate >= 99.5%", { "name": "fast", "objective": "ttft < 500ms for 95%", "period": "28d" }],
          "plan": {
            "targets": [{ "provider": "openai", "model": "gpt-4o-mini", "api_key": "env:OPENAI_API_KEY" }],
            "tests": [{ "type": "latency", "iterations": 50 }],
            "thresholds": ["latency.p95 < 2s"]
          }
        }
        """;

    private const string Yaml = """
        name: Nightly OpenAI
        schedule: { cron: "0 3 * * *", time_zone: Europe/Berlin, jitter: 5m }
        missed: run_once
        spend: { daily_usd: 1, monthly_usd: 20 }
        slos: [ "success_rate >= 99.5%", { name: fast, objective: "ttft < 500ms for 95%", period: 28d } ]
        plan:
          targets: [ { provider: openai, model: gpt-4o-mini, api_key: env:OPENAI_API_KEY } ]
          tests: [ { type: latency, iterations: 50 } ]
          thresholds: [ "latency.p95 < 2s" ]
        """;

    private const string Schema = """
        {
          "type": "object",
          "description": "A plan on a schedule.",
          "required": ["name", "schedule", "plan"],
          "additionalProperties": false,
          "properties": {
            "name": { "type": "string", "description": "What it is called, 1 to 100 characters." },
            "enabled": { "type": "boolean", "default": true, "description": "False for one that is only fired by hand." },
            "schedule": {
              "type": "object",
              "description": "When it fires.",
              "required": ["cron"],
              "additionalProperties": false,
              "properties": {
                "cron": { "type": "string", "description": "Minute, hour, day of month, month, day of week; with a sixth field before them, seconds." },
                "time_zone": { "type": "string", "default": "UTC", "description": "The IANA time zone in which the fields are read." },
                "jitter": { "type": "string", "default": "0s", "description": "By how much a firing may be later than due, up to 1h and less than the time between two firings." }
              }
            },
            "missed": { "enum": ["skip", "run_once"], "default": "skip", "description": "What becomes of firings that were due while the cluster was down." },
            "spend": {
              "type": "object",
              "description": "The most that its firings may cost together, by the calendar of its time zone.",
              "additionalProperties": false,
              "properties": {
                "daily_usd": { "type": "number", "description": "In a day." },
                "monthly_usd": { "type": "number", "description": "In a month." }
              }
            },
            "slos": {
              "type": "array",
              "maxItems": 10,
              "description": "What is promised of the targets: text such as `success_rate >= 99.5%` or `ttft < 500ms for 95%`, or fields.",
              "items": {
                "oneOf": [
                  { "type": "string" },
                  {
                    "type": "object",
                    "required": ["objective"],
                    "additionalProperties": false,
                    "properties": {
                      "name": { "type": "string", "description": "How alerts call it." },
                      "objective": { "type": "string", "description": "Such as `ttft < 500ms for 95%`." },
                      "period": { "type": "string", "default": "28d", "description": "How far back requests count, 1d to 30d." },
                      "target": { "type": "string", "description": "The target whose requests count; all without." }
                    }
                  }
                ]
              }
            },
            "plan": { "$ref": "#/components/schemas/Plan" }
          }
        }
        """;

    private static readonly DateTimeOffset Three = new(2026, 11, 25, 2, 0, 0, TimeSpan.Zero);

    private static readonly FiringView Firing = new()
    {
        Due = Three.AddDays(-1),
        At = Three.AddDays(-1).AddSeconds(73),
        Status = FiringStatus.Passed,
        RunId = "20261124-020113-k3v9qa",
        Count = 1,
        EndedAt = Three.AddDays(-1).AddSeconds(101),
        Requests = new RequestCounts(50, 0, 0, 0),
        CostUsd = 0.0123m,
        LatencyP50Ms = 431,
        LatencyP95Ms = 903,
    };

    private static readonly SloView Slo = new()
    {
        Name = "success_rate >= 99.5%",
        Objective = "success_rate >= 99.5%",
        Target = 0.995,
        PeriodDays = 28,
        Good = 1399,
        Total = 1400,
        BudgetLeft = 0.857,
        AsOf = Three.AddDays(-1).AddSeconds(101),
        BurnRates = [new BurnView("5m", 0), new BurnView("1h", 0), new BurnView("72h", 0.95)],
    };

    private static readonly MonitorView Monitor = new()
    {
        MonitorId = "nightly-openai",
        Name = "Nightly OpenAI",
        Enabled = true,
        Targets = ["openai/gpt-4o-mini"],
        Schedule = new ScheduleView("0 3 * * *", "Europe/Berlin", "5m"),
        Revision = 1,
        CreatedAt = Three.AddDays(-28),
        CreatedBy = "anna",
        ChangedAt = Three.AddDays(-28),
        ChangedBy = "anna",
        NextAt = Three.AddSeconds(211),
        Last = Firing,
        Spend = new SpendView(1, 20, 0.0123m, 0.34m),
        Uptime = [new UptimeView("24h", 1, 1, 1), new UptimeView("168h", 7, 7, 1), new UptimeView("720h", 27, 28, 0.964)],
        Slos = [Slo],
    };

    /// <summary>The route takes the document of a monitor.</summary>
    public static RouteHandlerBuilder TakesMonitor(this RouteHandlerBuilder route) =>
        route.WithMetadata(new BodyNote(Component, new Dictionary<string, string> { ["application/json"] = Json, ["application/yaml"] = Yaml }));

    /// <summary>Adds what a monitor is made from to the components.</summary>
    public static void AddTo(JsonObject schemas) => schemas[Component] = JsonNode.Parse(Schema);

    public static IServiceCollection AddMonitorExamples(this IServiceCollection services) => services
        .AddExample(Monitor)
        .AddExample(new MonitorListView([Monitor], "nightly-openai"))
        .AddExample(new FiringListView("nightly-openai", [Firing]))
        .AddExample(new SloListView("nightly-openai", [Slo]))
        .AddExample(new NextFiringsView(
            new ScheduleView("0 3 * * *", "Europe/Berlin", "0s"), [new NextFiringView(Three, new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.FromHours(1)), Three)]));
}

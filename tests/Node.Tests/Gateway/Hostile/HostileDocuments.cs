using System.Text.Json.Nodes;

namespace AkkaApiBench.Node.Tests.Gateway.Hostile;

/// <summary>Documents that were right before something was done to them. Each has a field that nothing knows, so that none is taken.</summary>
internal static class HostileDocuments
{
    /// <summary>The field that nothing knows.</summary>
    public const string Unknown = "zz_unknown";

    /// <summary>A key where only a reference to one belongs.</summary>
    public const string Secret = "sk-hostile-0123456789abcdefghijklmnop";

    private const string Plan = $$"""
        {
          "name": "hostile", "suite": "basic", "workers": 2, "tags": ["eu"], "by_tag": ["a", "b"], "order": "interleaved", "blocks": 3, "seed": 7, "warmup": "1s", "priority": 3,
          "timeout": "1h", "worker_timeout": "5m", "records": { "token_times": true }, "slo": ["ttft < 500ms"], "thresholds": ["latency.p95 < 2s", "success_rate >= 0.99"],
          "budget": { "requests": 100, "tokens": 10000, "cost_usd": 0.5 }, "breaker": { "failures": 5 },
          "retry": { "max_tries": 3, "on": ["rate_limited"], "base_delay": "1s", "max_delay": "10s" },
          "targets": [
            { "provider": "openai", "model": "gpt-4o-mini", "api_key": "{{Secret}}", "http": "1.1", "price": { "input": 1, "output": 2, "cached_input": 0.5 }, "tags": ["x"],
              "limits": { "requests_per_minute": 60, "tokens_per_minute": 1000, "max_concurrent": 4 } },
            { "provider": "openai-compatible", "model": "m", "base_url": "http://127.0.0.1:1/v1", "api_keys": ["env:A", "{{Secret}}"] },
            "groq/llama-3.3-70b-versatile"
          ],
          "workload": {
            "messages": [{ "role": "user", "content": "Hello" }], "max_tokens": 16, "temperature": 0.5, "stream": true, "extra": { "top_p": 1 },
            "synthetic": { "input_tokens": { "distribution": "normal", "mean": 100, "stddev": 10, "min": 1, "max": 200 }, "output_tokens": 10, "prompts": 5, "seed": 1 },
            "shared_prefix": { "share": 0.5, "tokens": 100 }, "dataset": { "path": "/etc/passwd", "format": "jsonl", "sample": 10, "seed": 1 },
            "turns": { "max": 3, "think_time": "1s" }, "timeouts": { "connect": "1s", "first_token": "2s", "total": "30s" }
          },
          "tests": [
            { "type": "latency", "iterations": 5 }, { "type": "throughput", "name": "open", "load": { "model": "poisson", "rate": 5, "duration": "2s", "max_in_flight": 10, "seed": 1 } },
            { "type": "latency", "name": "ramp", "load": { "model": "ramp", "start_rate": 1, "stages": [{ "rate": 5, "duration": "1s" }] } },
            { "type": "latency", "name": "trace", "load": { "model": "trace", "requests": [{ "at": 0, "input_tokens": 1, "output_tokens": 1 }], "speedup": 2 } },
            { "type": "latency", "name": "sweep", "load": { "model": "sweep", "start_rate": 1, "max_rate": 9, "factor": 2, "step_duration": "1s", "arrivals": "poisson" } },
            { "type": "concurrency", "levels": [1, 2, 4], "duration": "1s" }, "rate_limit"
          ],
          "{{Unknown}}": 1
        }
        """;

    private const string Monitor = $$"""
        {
          "name": "hostile", "enabled": false, "schedule": { "cron": "0 3 1 1 *", "time_zone": "Europe/Berlin", "jitter": "5m" }, "missed": "skip",
          "spend": { "daily_usd": 1, "monthly_usd": 20 }, "slos": ["success_rate >= 99.5%", { "name": "n", "objective": "ttft < 500ms for 95%", "period": "28d", "target": "openai/m" }],
          "plan": { "targets": [{ "provider": "openai", "model": "m", "api_key": "{{Secret}}" }], "tests": [{ "type": "latency", "iterations": 1 }] },
          "{{Unknown}}": 1
        }
        """;

    private const string Silence = $$"""
        { "matchers": [{ "name": "target", "value": "openai/.*", "is_regex": true, "is_equal": true }], "duration": "1h", "comment": "c", "created_by": "me", "{{Unknown}}": 1 }
        """;

    private const string Entry = $$"""
        { "target": { "provider": "openai", "model": "m", "api_key": "{{Secret}}", "limits": { "max_concurrent": 4 }, "tags": ["x"] }, "{{Unknown}}": 1 }
        """;

    private static readonly string[] All = [Plan, Monitor, Silence, Entry];

    /// <summary>A document for a path, with something done to it.</summary>
    public static JsonNode For(string path, Random random)
    {
        var text = path.StartsWith("/api/v1/runs", StringComparison.Ordinal) ? Plan
            : path.StartsWith("/api/v1/monitors", StringComparison.Ordinal) ? Monitor
            : path.StartsWith("/api/v1/silences", StringComparison.Ordinal) ? Silence
            : path.StartsWith("/api/v1/catalogue", StringComparison.Ordinal) ? Entry
            : All[random.Next(All.Length)];
        var document = JsonNode.Parse(text)!.AsObject();
        for (var i = random.Next(4); i > 0; i--)
            Mutate(document, random);
        document[Unknown] = 1;
        return document;
    }

    private static void Mutate(JsonObject document, Random random)
    {
        var places = Places(document).ToList();
        if (places.Count == 0)
            return;
        var (parent, key) = places[random.Next(places.Count)];
        switch (random.Next(4), parent)
        {
            case (0, JsonObject fields):
                fields.Remove((string)key);
                break;
            case (1, JsonObject fields):
                fields[HostileText.Any(random)] = AnyNode(random);
                break;
            case (_, JsonObject fields):
                fields[(string)key] = AnyNode(random);
                break;
            case (0, JsonArray items):
                items.RemoveAt((int)key);
                break;
            case (1, JsonArray items):
                items.Add(AnyNode(random));
                break;
            case (_, JsonArray items):
                items[(int)key] = AnyNode(random);
                break;
        }
    }

    private static IEnumerable<(JsonNode Parent, object Key)> Places(JsonNode node) => node switch
    {
        JsonObject fields => fields.ToList().SelectMany(field => (field.Value is null ? [] : Places(field.Value)).Prepend((node, field.Key))),
        JsonArray items => items.SelectMany((item, index) => (item is null ? [] : Places(item)).Prepend((node, (object)index))),
        _ => [],
    };

    private static JsonNode? AnyNode(Random random) => random.Next(8) switch
    {
        0 => null,
        1 => random.Next(-2, 3),
        2 => random.NextDouble() * Math.Pow(10, random.Next(-10, 300)),
        3 => random.Next(2) == 0,
        4 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => AnyNode(random))]),
        5 => new JsonObject { [HostileText.Any(random)] = AnyNode(random) },
        _ => HostileText.Any(random),
    };
}

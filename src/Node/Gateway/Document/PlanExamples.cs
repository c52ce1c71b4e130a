namespace AkkaApiBench.Node.Gateway.Document;

/// <summary>Plans as they could be submitted.</summary>
internal static class PlanExamples
{
    /// <summary>By content type.</summary>
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["application/json"] = """
            {
              "name": "nightly",
              "targets": [
                { "provider": "openai", "model": "gpt-4o-mini", "api_key": "env:OPENAI_API_KEY" },
                "groq/llama-3.3-70b-versatile"
              ],
              "tests": [{ "type": "latency", "iterations": 50 }],
              "thresholds": ["latency.p95 < 2s"],
              "budget": { "cost_usd": 0.5 }
            }
            """,
        ["application/yaml"] = """
            name: nightly
            targets:
              - { provider: openai, model: gpt-4o-mini, api_key: env:OPENAI_API_KEY }
              - groq/llama-3.3-70b-versatile
            tests:
              - { type: latency, iterations: 50 }
            thresholds: [ "latency.p95 < 2s" ]
            budget: { cost_usd: 0.5 }
            """,
    };
}

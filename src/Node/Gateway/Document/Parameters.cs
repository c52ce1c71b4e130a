using AkkaApiBench.Node.Gateway.Insights;

namespace AkkaApiBench.Node.Gateway.Document;

/// <summary>What parameters mean: one name means the same on every route. A <c>[Description]</c> on a handler's parameter goes before.</summary>
internal static class Parameters
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["id"] = "The identifier.",
        ["limit"] = "How many at the most, 1 to 500.",
        ["monitor"] = "Only runs of the monitor with this identifier.",
        ["cron"] = "A cron expression of five fields, or of six with seconds first.",
        ["time_zone"] = "An IANA time zone such as `Europe/Berlin`; UTC without.",
        ["jitter"] = "By how much a firing may be later than due, such as `5m`.",
        ["count"] = "How many, 1 to 100.",
        ["cursor"] = "`next` of the page before.",
        ["before"] = "Only what is older than the run with this identifier; `next` of the page before.",
        ["target"] = "A target's identity, such as `openai/gpt-4o-mini`.",
        ["metric"] = $"A metric and, of a distribution, the statistic: one of {InsightFields.Metrics}.",
        ["from"] = "When it begins, such as `2026-11-24T17:00:00Z`.",
        ["to"] = "When it ends, such as `2026-11-25T17:00:00Z`.",
        ["since"] = "What ended before is left out; a time such as `2026-11-24T17:00:00Z`.",
        ["until"] = "What began later is left out; a time such as `2026-11-25T17:00:00Z`.",
        ["resolution"] = "The length of a point, whole minutes such as `1m`, `15m` or `1h`; without it, one that gives at most about a thousand points.",
        ["kind"] = "Kinds, with commas between.",
        ["severity"] = "The least severity: LOW, MEDIUM, HIGH or CRITICAL.",
        ["confidence"] = "The least confidence, 0 to 1.",
        ["status"] = "Statuses, with commas between.",
        ["name"] = "A part of the name.",
        ["horizon"] = "How far: `hour`, `day` or `week`.",
        ["slo"] = "An objective such as `latency.p95<2s`; may be given several times.",
        ["days"] = "How many days back, 1 to 366.",
        ["runs"] = "Runs.",
        ["address"] = "A member's address, as `/api/v1/cluster` shows it.",
        ["type"] = "`testers` or `journals`.",
        ["path"] = "Where to begin: an actor's path below `/user` or `/system`.",
        ["depth"] = "How many levels below, 0 to 20.",
        ["lines"] = "How many of the newest lines.",
        ["period"] = "How far back, such as `24h`.",
        ["format"] = "The form.",
    };

    /// <summary>What a parameter means; null for one that nobody described.</summary>
    public static string? DescriptionOf(string name) => Words.GetValueOrDefault(name);
}

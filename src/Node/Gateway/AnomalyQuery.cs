using System.Globalization;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Identifiers;

namespace AkkaApiBench.Node.Gateway;

/// <summary>Which anomalies are asked for.</summary>
/// <param name="Target">Of which target.</param>
/// <param name="Since">Those that ended before are left out.</param>
/// <param name="Until">Those that began later are left out.</param>
/// <param name="Kinds">The kinds; empty for all.</param>
/// <param name="Severity">The least severity.</param>
internal sealed record AnomalyQuery(
    TargetId Target, DateTimeOffset Since, DateTimeOffset Until, IReadOnlyCollection<AnomalyKind> Kinds, Severity Severity)
{
    private const int LongestText = 500;
    private static readonly Dictionary<string, AnomalyKind> KindsByName = Enum.GetValues<AnomalyKind>().ToDictionary(AnomalyNames.Of, StringComparer.OrdinalIgnoreCase);
    private static readonly Dictionary<string, Severity> SeveritiesByName = Enum.GetValues<Severity>().ToDictionary(AnomalyNames.Of, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a query; gives what is wrong where it is not one.</summary>
    public static (AnomalyQuery? Query, string? Error) Read(string? target, string? since, string? until, string? kind, string? severity)
    {
        if (target is not { Length: > 0 and <= LongestText })
            return Wrong("target", target, $"a target's identity, such as openai/gpt-4o-mini, at most {LongestText} characters");
        if (!TryTime(since, DateTimeOffset.MinValue, out var from))
            return Wrong("since", since, TimeText);
        if (!TryTime(until, DateTimeOffset.MaxValue, out var to))
            return Wrong("until", until, TimeText);

        var names = kind?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (names.FirstOrDefault(name => !KindsByName.ContainsKey(name)) is { } unknown)
            return Wrong("kind", unknown, $"one or more, with commas between, of {string.Join(", ", KindsByName.Keys)}");
        var least = Severity.Low;
        return severity is not null && !SeveritiesByName.TryGetValue(severity, out least)
            ? Wrong("severity", severity, $"the least severity: {string.Join(", ", SeveritiesByName.Keys)}")
            : (new AnomalyQuery(new TargetId(target), from, to, [.. names.Select(name => KindsByName[name])], least), null);
    }

    /// <summary>True for what is asked for.</summary>
    public bool Matches(Anomaly anomaly) =>
        anomaly.IsWithin(Since, Until) && anomaly.Severity >= Severity && (Kinds.Count == 0 || Kinds.Contains(anomaly.Kind));

    private const string TimeText = "a time such as 2026-11-24T17:00:00Z";

    private static (AnomalyQuery?, string) Wrong(string field, string? value, string allowed) =>
        (null, $"{field}: {(string.IsNullOrEmpty(value) ? "missing" : value.Length > LongestText ? "too long" : $"'{value}' is not allowed")}; allowed: {allowed}");

    private static bool TryTime(string? text, DateTimeOffset without, out DateTimeOffset time)
    {
        time = without;
        return text is null || DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }
}

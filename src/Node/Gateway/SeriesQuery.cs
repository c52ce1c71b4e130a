using System.Globalization;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Node.ReadModel.Series;

namespace AkkaApiBench.Node.Gateway;

/// <summary>What is asked of a history.</summary>
internal sealed record SeriesQuery(
    TargetId Target, IReadOnlyList<SeriesMetric> Metrics, DateTimeOffset From, DateTimeOffset To, TimeSpan Resolution)
{
    private const int UsualPoints = 1_000;
    private const int MostPoints = 10_000;
    private const int LongestTarget = 500;
    private static readonly TimeSpan UsualTime = TimeSpan.FromDays(1);

    private static readonly TimeSpan[] Resolutions =
    [
        .. new[] { 1, 2, 5, 10, 15, 30 }.Select(minutes => TimeSpan.FromMinutes(minutes)),
        .. new[] { 1, 2, 3, 6, 12 }.Select(hours => TimeSpan.FromHours(hours)),
        TimeSpan.FromDays(1),
    ];

    /// <summary>Reads a query; gives what is wrong where it is not one.</summary>
    /// <param name="target">Which target.</param>
    /// <param name="metric">Names of metrics, with commas between.</param>
    /// <param name="from">A time; a day before <paramref name="to"/> without.</param>
    /// <param name="to">A time; now without.</param>
    /// <param name="resolution">A duration; without, one that gives at most about a thousand points.</param>
    /// <param name="now">The time.</param>
    /// <param name="minutesKept">How long there are minutes; what begins earlier is shown in hours, if nothing else is asked for.</param>
    public static (SeriesQuery? Query, string? Error) Read(
        string? target, string? metric, string? from, string? to, string? resolution, DateTimeOffset now, TimeSpan minutesKept)
    {
        if (target is not { Length: > 0 and <= LongestTarget })
            return Wrong("target", target, $"a target's identity, such as openai/gpt-4o-mini, at most {LongestTarget} characters; GET /api/v1/targets lists them");

        var names = metric?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (names.Length == 0 || names.FirstOrDefault(name => !SeriesMetric.All.ContainsKey(name)) is not null)
        {
            return Wrong("metric", names.FirstOrDefault(name => !SeriesMetric.All.ContainsKey(name)),
                $"one or more, with commas between, of {string.Join(", ", SeriesMetric.All.Keys)}");
        }

        if (!TryTime(to, now, out var end))
            return Wrong("to", to, TimeText);
        if (!TryTime(from, end > DateTimeOffset.UnixEpoch + UsualTime ? end - UsualTime : DateTimeOffset.UnixEpoch, out var begin))
            return Wrong("from", from, TimeText);
        if (begin >= end)
            return Wrong("from", from ?? begin.ToString("O", CultureInfo.InvariantCulture), $"a time before to, {end:O}");

        var length = Resolutions.FirstOrDefault(
            one => (end - begin) / one <= UsualPoints && (begin >= now - minutesKept || one >= TimeSpan.FromHours(1)), TimeSpan.FromDays(Math.Ceiling((end - begin).TotalDays / UsualPoints)));
        if (resolution is not null)
            length = Durations.Parse(resolution) ?? TimeSpan.Zero;
        if (length < ISeriesHistory.Finest || length.Ticks % ISeriesHistory.Finest.Ticks != 0)
            return Wrong("resolution", resolution, "whole minutes, such as 1m, 15m, 1h or 24h");
        return (end - begin) / length > MostPoints
            ? Wrong("resolution", resolution, $"one that gives at most {MostPoints} points, for this time at least {Math.Ceiling((end - begin) / MostPoints / ISeriesHistory.Finest)}m")
            : (new SeriesQuery(new TargetId(target), [.. names.Distinct().Select(name => SeriesMetric.All[name])], begin, end, length), null);
    }

    private const string TimeText = "a time such as 2026-11-24T17:00:00Z, from 1970 to 2199";

    private static (SeriesQuery?, string) Wrong(string field, string? value, string allowed) =>
        (null, $"{field}: {(string.IsNullOrEmpty(value) ? "missing" : value.Length > LongestTarget ? "too long" : $"'{value}' is not allowed")}; allowed: {allowed}");

    private static bool TryTime(string? text, DateTimeOffset without, out DateTimeOffset time)
    {
        time = without;
        return text is null
            || (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time)
                && time.Year is >= 1970 and <= 2199);
    }
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace AkkaApiBench.Messages.Plans;

/// <summary>Durations as people write them: <c>500ms</c>, <c>30s</c>, <c>1.5m</c>, <c>2h</c>.</summary>
public static partial class Durations
{
    /// <summary>How a duration is written.</summary>
    public const string Written = "a duration such as 500ms, 30s, 5m or 2h";

    /// <summary>Reads a duration, to 100 ns; null when <paramref name="text"/> is none or too long for a <see cref="TimeSpan"/>.</summary>
    public static TimeSpan? Parse(string text)
    {
        if (Pattern().Match(text) is not { Success: true } match)
            return null;

        var unit = match.Groups["unit"].Value switch
        {
            "ms" => TimeSpan.TicksPerMillisecond,
            "s" or "" => TimeSpan.TicksPerSecond,
            "m" => TimeSpan.TicksPerMinute,
            _ => TimeSpan.TicksPerHour,
        };
        var ticks = decimal.Round(unit * decimal.Parse(match.Groups["value"].ValueSpan, CultureInfo.InvariantCulture));
        return ticks <= long.MaxValue ? TimeSpan.FromTicks((long)ticks) : null;
    }

    /// <summary>Writes a duration as people would, in the largest unit that shows it whole; <see cref="Parse"/> gives the same duration again.</summary>
    public static string Format(TimeSpan duration) => duration.Ticks switch
    {
        >= TimeSpan.TicksPerHour and var ticks when ticks % TimeSpan.TicksPerHour == 0 => In(ticks, TimeSpan.TicksPerHour, "h"),
        >= TimeSpan.TicksPerMinute and var ticks when ticks % TimeSpan.TicksPerMinute == 0 => In(ticks, TimeSpan.TicksPerMinute, "m"),
        >= TimeSpan.TicksPerSecond => In(duration.Ticks, TimeSpan.TicksPerSecond, "s"),
        _ => In(duration.Ticks, TimeSpan.TicksPerMillisecond, "ms"),
    };

    private static string In(long ticks, long unit, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{(decimal)ticks / unit:0.#######}{name}");

    [GeneratedRegex(@"^\s*(?<value>[0-9]{1,12}(\.[0-9]{1,9})?)\s*(?<unit>ms|s|m|h)?\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}

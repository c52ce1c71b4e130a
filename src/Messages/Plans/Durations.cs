using System.Globalization;
using System.Text.RegularExpressions;

namespace AkkaApiBench.Messages.Plans;

/// <summary>Durations as people write them: <c>500ms</c>, <c>30s</c>, <c>1.5m</c>, <c>2h</c>.</summary>
public static partial class Durations
{
    /// <summary>How a duration is written.</summary>
    public const string Written = "a duration such as 500ms, 30s, 5m or 2h";

    /// <summary>Reads a duration; null when <paramref name="text"/> is none or too long for a <see cref="TimeSpan"/>.</summary>
    public static TimeSpan? Parse(string text)
    {
        if (Pattern().Match(text) is not { Success: true } match)
            return null;

        var milliseconds = match.Groups["unit"].Value switch { "ms" => 1d, "s" or "" => 1000d, "m" => 60_000d, _ => 3_600_000d }
            * double.Parse(match.Groups["value"].ValueSpan, CultureInfo.InvariantCulture);
        return milliseconds < TimeSpan.MaxValue.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;
    }

    /// <summary>Writes a duration as people would.</summary>
    public static string Format(TimeSpan duration) => duration switch
    {
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalHours:0.##}h"),
        { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMinutes:0.##}m"),
        { TotalSeconds: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.###}s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.###}ms"),
    };

    [GeneratedRegex(@"^\s*(?<value>[0-9]{1,12}(\.[0-9]{1,9})?)\s*(?<unit>ms|s|m|h)?\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}

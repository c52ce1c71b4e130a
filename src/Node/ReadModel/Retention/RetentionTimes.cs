using System.Globalization;
using System.Text.RegularExpressions;

namespace AkkaApiBench.Node.ReadModel.Retention;

/// <summary>How long what was measured is kept, from fine to coarse. Results of runs stay until the run is removed.</summary>
/// <param name="Windows">Windows of about a second, in the journals.</param>
/// <param name="Minutes">Minutes of histories; not shorter than <paramref name="Windows"/>.</param>
/// <param name="Hours">Hours of histories, and anomalies; not shorter than <paramref name="Minutes"/>.</param>
public sealed partial record RetentionTimes(TimeSpan Windows, TimeSpan Minutes, TimeSpan Hours)
{
    /// <summary>What may be given as a time to keep something.</summary>
    public const string Allowed = "hours, days or years such as 12h, 7d or 2y, from 1h to 100y";

    /// <summary>What holds when nothing is set.</summary>
    public static RetentionTimes Default { get; } = new(TimeSpan.FromDays(7), TimeSpan.FromDays(90), TimeSpan.FromDays(730));

    /// <summary>Reads a time to keep something; null when <paramref name="text"/> is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        if (Pattern().Match(text) is not { Success: true } match)
            return null;
        var hours = int.Parse(match.Groups["value"].ValueSpan, CultureInfo.InvariantCulture) * (match.Groups["unit"].Value switch { "h" => 1L, "d" => 24, _ => 365 * 24 });
        return hours is >= 1 and <= 100 * 365 * 24 ? TimeSpan.FromHours(hours) : null;
    }

    [GeneratedRegex("^(?<value>[0-9]{1,6})(?<unit>h|d|y)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}

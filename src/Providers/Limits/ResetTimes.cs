using System.Globalization;
using System.Text.RegularExpressions;

namespace AkkaApiBench.Providers.Limits;

/// <summary>The ways in which providers write how long something lasts; never negative, never more than a year.</summary>
internal static partial class ResetTimes
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>So many seconds.</summary>
    public static TimeSpan Of(double seconds) =>
        TimeSpan.FromTicks((long)Math.Round(Math.Clamp(seconds, 0, Longest.TotalSeconds) * TimeSpan.TicksPerSecond));

    /// <summary>From <paramref name="now"/> to so many seconds after the beginning of 1970.</summary>
    public static TimeSpan Since1970(double seconds, DateTimeOffset now) => Of(seconds - (now.ToUnixTimeMilliseconds() / 1000d));

    /// <summary>From <paramref name="now"/> to a date of HTTP or RFC 3339; null when it is none.</summary>
    public static TimeSpan? Until(string text, DateTimeOffset now) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? Of((time - now).TotalSeconds) : null;

    /// <summary>A duration as Go writes it, such as <c>6m0s</c>, <c>1.5s</c> or <c>20ms</c>; null when it is none.</summary>
    public static TimeSpan? Written(string text)
    {
        if (Pattern().Match(text) is not { Success: true, Length: > 0 } match)
            return null;

        var seconds = 0d;
        foreach (var (group, unit) in (ReadOnlySpan<(string, double)>)[("d", 86_400), ("h", 3600), ("m", 60), ("s", 1), ("ms", 0.001), ("us", 1e-6)])
        {
            if (match.Groups[group] is { Success: true } part)
                seconds += unit * double.Parse(part.ValueSpan, CultureInfo.InvariantCulture);
        }

        return Of(seconds);
    }

    [GeneratedRegex("""
        ^ ((?<d>[0-9]{1,9}(\.[0-9]{1,9})?)d)? ((?<h>[0-9]{1,9}(\.[0-9]{1,9})?)h)? ((?<m>[0-9]{1,9}(\.[0-9]{1,9})?)m(?!s))? ((?<s>[0-9]{1,9}(\.[0-9]{1,9})?)s)? ((?<ms>[0-9]{1,9}(\.[0-9]{1,9})?)ms)? ((?<us>[0-9]{1,9}(\.[0-9]{1,9})?)(us|µs))? $
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Pattern();
}

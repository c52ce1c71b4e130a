using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AkkaApiBench.Messages.Alerts;

namespace AkkaApiBench.Node.Alerts.Rules;

/// <summary>What silences match.</summary>
internal static class SilenceMatching
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    public static bool Matches(this Silence silence, ImmutableSortedDictionary<string, string> labels) =>
        silence.Matchers.All(matcher => matcher.Matches(labels.GetValueOrDefault(matcher.Name, "")));

    public static bool Matches(this LabelMatcher matcher, string value) =>
        (matcher.IsRegex ? Regex.IsMatch(value, $"^(?:{matcher.Value})$", Options) : value == matcher.Value) == matcher.IsEqual;

    /// <summary>True when the matcher can be used: a regular expression must be one without back references.</summary>
    public static bool IsValid(this LabelMatcher matcher)
    {
        if (!matcher.IsRegex)
            return true;
        try
        {
            _ = new Regex($"^(?:{matcher.Value})$", Options);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}

namespace AkkaApiBench.Messages.Identifiers;

/// <summary>The rule for names that people choose and that stand in a path of the REST API.</summary>
public static class PathName
{
    /// <summary>What a name may look like.</summary>
    public const string Allowed = "1 to 64 small letters, digits and dashes, a letter or digit first and last";

    /// <summary>The longest name.</summary>
    internal const int MaxLength = 64;

    /// <summary>True when <paramref name="text"/> can be a name.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= MaxLength && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && text[0] != '-' && text[^1] != '-';
}

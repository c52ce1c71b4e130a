namespace AkkaApiBench.Messages.Plans;

/// <summary>A word that says what a worker is or where it stands, such as <c>eu-west</c>; plans place work by it.</summary>
public static class WorkerTag
{
    /// <summary>What a tag may look like.</summary>
    public const string Allowed = "1 to 64 lower-case letters, digits, '-', '_', '.' or ':'";

    /// <summary>True when <paramref name="text"/> can be a tag.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.' or ':');
}

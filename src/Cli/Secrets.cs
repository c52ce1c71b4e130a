namespace AkkaApiBench.Cli;

/// <summary>Keeps what may be a key in the wrong place out of error messages.</summary>
internal static class Secrets
{
    private const int LongestWord = 15;

    /// <summary>Hides stray values in a message of the command line parser: after a mistyped flag such a value may be a key.</summary>
    public static string Hide(string message, IEnumerable<string> strayTokens) => strayTokens
        .Select(token => token.StartsWith('-') && token.IndexOf('=', StringComparison.Ordinal) is var equals and > 0 ? token[(equals + 1)..] : token)
        .Where(value => value.Length > LongestWord && !value.StartsWith("--", StringComparison.Ordinal))
        .Aggregate(message, (text, value) => text.Replace(value, "(hidden)", StringComparison.Ordinal));
}

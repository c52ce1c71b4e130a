using System.Buffers;

namespace AkkaApiBench.Messages.Results;

/// <summary>Values as RFC 4180 writes them.</summary>
internal static class CsvText
{
    /// <summary>What ends a line.</summary>
    public const string LineEnd = "\r\n";

    private static readonly SearchValues<char> ToQuote = SearchValues.Create("\",\r\n");

    /// <summary>A value, in quotes where it needs them.</summary>
    public static string Quoted(string value) =>
        value.AsSpan().ContainsAny(ToQuote) ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}

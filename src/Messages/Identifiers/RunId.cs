using System.Globalization;
using System.Security.Cryptography;

namespace AkkaApiBench.Messages.Identifiers;

/// <summary>
/// Names one execution of a plan, such as <c>20261124-170201-k3v9qa7c</c>: sorts by time, to the microsecond, reads well, fits a
/// file name.
/// </summary>
/// <param name="Value">The text of the identifier.</param>
public readonly record struct RunId(string Value) : IComparable<RunId>
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Makes a new identifier for a run accepted at <paramref name="now"/>.</summary>
    public static RunId New(DateTimeOffset now) => new(string.Concat(
        now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture), "-",
        Digits(now.UtcTicks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond), RandomNumberGenerator.GetString(Alphabet, 4)));

    /// <summary>True when <paramref name="text"/> can be a run identifier: letters, digits and dashes, at most 64.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    /// <inheritdoc/>
    public int CompareTo(RunId other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>Ordinal order, which is the order in time.</summary>
    public static bool operator <(RunId left, RunId right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order, which is the order in time.</summary>
    public static bool operator >(RunId left, RunId right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order, which is the order in time.</summary>
    public static bool operator <=(RunId left, RunId right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order, which is the order in time.</summary>
    public static bool operator >=(RunId left, RunId right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>A number below a million in four digits, the highest first: as texts they sort like the numbers.</summary>
    private static string Digits(long number) => string.Create(4, number, (digits, left) =>
    {
        for (var i = digits.Length - 1; i >= 0; i--, left /= Alphabet.Length)
            digits[i] = Alphabet[(int)(left % Alphabet.Length)];
    });
}

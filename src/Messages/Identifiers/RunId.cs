using System.Globalization;
using System.Security.Cryptography;

namespace AkkaApiBench.Messages.Identifiers;

/// <summary>Names one execution of a plan, such as <c>20261124-170201-k3v9qa</c>: sorts by time, reads well, fits a file name.</summary>
/// <param name="Value">The text of the identifier.</param>
public readonly record struct RunId(string Value) : IComparable<RunId>
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Makes a new identifier for a run accepted at <paramref name="now"/>.</summary>
    public static RunId New(DateTimeOffset now) =>
        new($"{now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetString(Alphabet, 6)}");

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
}

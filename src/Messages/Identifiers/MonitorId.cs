namespace AkkaApiBench.Messages.Identifiers;

/// <summary>Names a monitor, such as <c>nightly-openai</c>: chosen by who makes it, never changed, fits a path of the REST API.</summary>
/// <param name="Value">The text of the identifier.</param>
public readonly record struct MonitorId(string Value) : IComparable<MonitorId>
{
    /// <summary>What an identifier may look like.</summary>
    public const string Allowed = PathName.Allowed;

    /// <summary>True when <paramref name="text"/> can be a monitor's identifier.</summary>
    public static bool IsValid(string text) => PathName.IsValid(text);

    /// <summary>The identifier that a name suggests: <c>Nightly: OpenAI</c> gives <c>nightly-openai</c>; null when nothing of the name can stand in one.</summary>
    public static MonitorId? Of(string name)
    {
        var words = string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var text = string.Join('-', words);
        text = text[..Math.Min(text.Length, PathName.MaxLength)].TrimEnd('-');
        return text.Length == 0 ? null : new MonitorId(text);
    }

    /// <inheritdoc/>
    public int CompareTo(MonitorId other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>Ordinal order.</summary>
    public static bool operator <(MonitorId left, MonitorId right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >(MonitorId left, MonitorId right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator <=(MonitorId left, MonitorId right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >=(MonitorId left, MonitorId right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => Value;
}

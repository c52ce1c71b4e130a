using System.Diagnostics;

namespace AkkaApiBench.Providers.Keys;

/// <summary>A key, kept so that it cannot be shown by accident.</summary>
[DebuggerDisplay("(hidden)")]
public sealed class ApiKey
{
    /// <summary>The target needs no key.</summary>
    public static readonly ApiKey None = new("");

    private const string Hidden = "(key hidden)";
    private readonly string _value;

    private ApiKey(string value) => _value = value;

    /// <summary>True when there is no key.</summary>
    public bool IsNone => _value.Length == 0;

    /// <summary>Makes a key; null when <paramref name="text"/> cannot be one: empty, or not of printable ASCII without spaces.</summary>
    public static ApiKey? Parse(string text) => text.Length > 0 && text.All(c => c is > ' ' and <= '~') ? new ApiKey(text) : null;

    /// <summary>Takes the key out of a text that came from elsewhere.</summary>
    public string Redact(string text) => IsNone ? text : text.Replace(_value, Hidden, StringComparison.Ordinal);

    /// <summary>A text that hides the key.</summary>
    public override string ToString() => IsNone ? "(no key)" : Hidden;

    /// <summary>The key itself, for those who write it into a header or compare it.</summary>
    public string Reveal() => _value;
}

namespace AkkaApiBench.Messages.Plans;

/// <summary>Where a worker finds an API key: only this travels, never the key.</summary>
/// <param name="Value"><c>env:NAME</c>, <c>file:PATH</c> or <c>none</c>.</param>
public sealed record KeyReference(string Value)
{
    /// <summary>The target needs no key.</summary>
    public static readonly KeyReference None = new("none");

    /// <summary>What a reference may look like.</summary>
    public const string Allowed = "env:NAME (letters, digits and '_'), file:PATH or none";

    /// <summary>The environment variable named; null for another kind of reference.</summary>
    public string? Variable => After("env:") is { Length: > 0 } name && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? name : null;

    /// <summary>The file named; null for another kind of reference.</summary>
    public string? File => After("file:");

    /// <summary>Reads a reference; null when <paramref name="text"/> is none.</summary>
    public static KeyReference? Parse(string text)
    {
        var reference = new KeyReference(text);
        return text == None.Value || reference.Variable is not null || reference.File is { Length: > 0 } ? reference : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private string? After(string prefix) => Value.StartsWith(prefix, StringComparison.Ordinal) ? Value[prefix.Length..] : null;
}

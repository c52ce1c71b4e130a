namespace AkkaApiBench.Messages.Identifiers;

/// <summary>
/// Names those whose runs, targets and alerts are one another's business and nobody else's. Identifiers say whose they are:
/// a run's ends and a target's begins with the tenant's name, unless it is <see cref="Default"/>.
/// </summary>
/// <param name="Value">The name.</param>
public readonly record struct TenantId(string Value)
{
    /// <summary>Whom everything belongs to where there is but one; its administrators are those of the cluster.</summary>
    public static readonly TenantId Default = new("default");

    private const int MostCharacters = 32;

    /// <summary>What a name may be.</summary>
    public const string Allowed = "1 to 32 lower-case letters and digits, with single dashes between";

    /// <summary>True for the tenant that runs the cluster.</summary>
    public bool IsDefault => this == Default;

    /// <summary>True when <paramref name="text"/> can name a tenant.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= MostCharacters
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && text[0] != '-' && text[^1] != '-' && !text.Contains("--", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

namespace AkkaApiBench.Hosting.Settings;

/// <summary>
/// One thing an operator can set: the same name makes its flag, its environment variable and its configuration key.
/// A flag goes before an environment variable, an environment variable before the default.
/// </summary>
/// <param name="Name">The name in words joined by capitals, such as <c>SeedNodes</c>.</param>
/// <param name="ValueName">What stands for the value in <c>--help</c>, such as <c>PORT</c>.</param>
/// <param name="Description">One sentence for <c>--help</c>.</param>
public sealed record Setting(string Name, string ValueName, string Description)
{
    /// <summary>The configuration section of all settings.</summary>
    public const string Section = "ApiBench";

    /// <summary>What holds when nothing is set, as it would be written; null when nothing does.</summary>
    public string? Default { get; init; }

    /// <summary>True when the value is a list, written with commas.</summary>
    public bool IsList { get; init; }

    /// <summary>True when what follows the value's first colon may be a password; errors then do not repeat it.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The flag, such as <c>--seed-nodes</c>.</summary>
    public string Flag { get; } = "--" + string.Concat(Name.Select((c, i) => char.IsAsciiLetterUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>The environment variable, such as <c>APIBENCH__SEEDNODES</c>.</summary>
    public string EnvironmentVariable { get; } = $"{Section}__{Name}".ToUpperInvariant();

    /// <summary>The configuration key, such as <c>ApiBench:SeedNodes</c>.</summary>
    public string Key { get; } = $"{Section}:{Name}";
}

namespace AkkaApiBench.Hosting.Settings;

/// <summary>A setting whose value is not allowed.</summary>
/// <param name="Setting">Which setting.</param>
/// <param name="Value">What was given.</param>
/// <param name="Allowed">What may be given.</param>
public sealed record SettingError(Setting Setting, string Value, string Allowed)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Setting.Flag} ({Setting.EnvironmentVariable}): '{Shown}' is not allowed; allowed: {Allowed}";

    private string Shown => Setting.IsSecret ? $"{Value[..(Value.IndexOf(':', StringComparison.Ordinal) + 1)]}…" : Value;
}

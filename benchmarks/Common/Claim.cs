using System.Globalization;

namespace AkkaApiBench.Common;

/// <summary>What a figure is held to.</summary>
/// <param name="Name">What is claimed.</param>
/// <param name="Value">What was measured; null when it could not be.</param>
/// <param name="Bound">What it is held to.</param>
/// <param name="IsAtLeast">True when it must not be below the bound, false when not above.</param>
public sealed record Claim(string Name, double? Value, double Bound, bool IsAtLeast)
{
    public static Claim AtLeast(string name, double? value, double bound) => new(name, value, bound, IsAtLeast: true);

    public static Claim AtMost(string name, double? value, double bound) => new(name, value, bound, IsAtLeast: false);

    /// <summary>Null when it could not be measured.</summary>
    public bool? Holds => Value is not { } value ? null : IsAtLeast ? value >= Bound : value <= Bound;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(Holds switch { true => "holds", false => "MISSED", null => "not measured" }),-13} {Name}: {Value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "-"} ({(IsAtLeast ? "at least" : "at most")} {Bound})");
}

using System.Globalization;

namespace AkkaApiBench.Messages.Measurement;

/// <summary>An amount of US dollars, exact to a millionth of a millionth, so that sums do not depend on their order.</summary>
/// <param name="Pico">The amount in 10⁻¹² USD. One token at 1 USD per million tokens is 1,000,000.</param>
public readonly record struct Usd(long Pico) : IComparable<Usd>
{
    private const decimal PerDollar = 1_000_000_000_000m;

    /// <summary>No money.</summary>
    public static Usd Zero => default;

    /// <summary>The amount in dollars.</summary>
    public decimal Dollars => Pico / PerDollar;

    /// <summary>Makes an amount from dollars; fractions below 10⁻¹² USD are rounded up.</summary>
    /// <exception cref="OverflowException">More than about nine million dollars.</exception>
    public static Usd FromDollars(decimal dollars) => new(decimal.ToInt64(decimal.Ceiling(dollars * PerDollar)));

    /// <summary>The price of <paramref name="tokens"/> tokens at <paramref name="perMillion"/> USD per million.</summary>
    public static Usd OfTokens(long tokens, decimal perMillion) => FromDollars(tokens * perMillion / 1_000_000m);

    /// <summary>Sum.</summary>
    public static Usd operator +(Usd left, Usd right) => new(checked(left.Pico + right.Pico));

    /// <summary>Difference.</summary>
    public static Usd operator -(Usd left, Usd right) => new(checked(left.Pico - right.Pico));

    /// <summary>Product.</summary>
    public static Usd operator *(Usd amount, long times) => new(checked(amount.Pico * times));

    /// <summary>Comparison.</summary>
    public static bool operator <(Usd left, Usd right) => left.Pico < right.Pico;

    /// <summary>Comparison.</summary>
    public static bool operator >(Usd left, Usd right) => left.Pico > right.Pico;

    /// <summary>Comparison.</summary>
    public static bool operator <=(Usd left, Usd right) => left.Pico <= right.Pico;

    /// <summary>Comparison.</summary>
    public static bool operator >=(Usd left, Usd right) => left.Pico >= right.Pico;

    /// <inheritdoc/>
    public int CompareTo(Usd other) => Pico.CompareTo(other.Pico);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Dollars:0.############} USD");
}

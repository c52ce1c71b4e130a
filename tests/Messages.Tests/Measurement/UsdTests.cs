using AkkaApiBench.Messages.Measurement;
using CsCheck;

namespace AkkaApiBench.Messages.Tests.Measurement;

public class UsdTests
{
    private static readonly Gen<Usd> Amount = Gen.Long[-1_000_000_000_000, 1_000_000_000_000].Select(pico => new Usd(pico));

    [Fact]
    public void More_than_fits_is_an_error_and_no_small_amount()
    {
        Should.Throw<OverflowException>(() => Usd.FromDollars(10_000_000m));
        Should.Throw<OverflowException>(() => new Usd(long.MaxValue) + new Usd(1));
        Should.Throw<OverflowException>(() => new Usd(long.MinValue) - new Usd(1));
        Should.Throw<OverflowException>(() => new Usd(long.MaxValue / 2) * 3);
    }

    [Theory]
    [InlineData(1, "0.15", 150_000)]
    [InlineData(1_000_000, "0.15", 150_000_000_000)]
    [InlineData(1, "0.0000001", 1)]
    [InlineData(0, "15", 0)]
    public void The_price_of_tokens_is_exact_and_rounded_up_below_a_millionth_of_a_millionth(long tokens, string perMillion, long pico) =>
        Usd.OfTokens(tokens, decimal.Parse(perMillion, System.Globalization.CultureInfo.InvariantCulture)).Pico.ShouldBe(pico);

    [Fact]
    public void Sums_do_not_depend_on_the_order() => Gen.Select(Amount, Amount, Amount).Sample((a, b, c) =>
        a + b + c == c + (b + a) && a - a == Usd.Zero && a + b - b == a && a * 3 == a + a + a);

    [Fact]
    public void Amounts_compare_as_numbers() => Gen.Select(Amount, Amount).Sample((a, b) =>
        a < b == a.Dollars < b.Dollars && a >= b == !(a < b) && a > b == b < a && a <= b == b >= a && Math.Sign(a.CompareTo(b)) == a.Pico.CompareTo(b.Pico));

    [Fact]
    public void Dollars_come_back_as_they_went_in() => Amount.Sample(amount => Usd.FromDollars(amount.Dollars) == amount);

    [Fact]
    public void An_amount_reads_as_dollars() => Usd.FromDollars(0.000123m).ToString().ShouldBe("0.000123 USD");

    [Fact]
    public void Cached_tokens_have_a_price_of_their_own() =>
        new Price(2, 1, 10, "test").Of(new Tokens(Input: 1000, Cached: 400, Output: 50, Reasoning: 20))
            .ShouldBe(Usd.FromDollars((600 * 2 + 400 * 1 + 50 * 10) / 1_000_000m));
}

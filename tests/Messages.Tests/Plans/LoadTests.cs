using AkkaApiBench.Messages.Plans;
using CsCheck;

namespace AkkaApiBench.Messages.Tests.Plans;

public class LoadTests
{
    private static readonly Gen<int> Parts = Gen.Int[1, 100];

    [Fact]
    public void Shares_of_iterations_add_up() => Gen.Select(Gen.Int[1, 10_000_000], Gen.Int[1, 10_000], Parts).Sample((requests, concurrency, parts) =>
    {
        var shares = Shares(new IterationsLoad(requests, concurrency), parts);
        return shares.Sum(share => (long)share.Requests) == requests && shares.Sum(share => share.Concurrency) == concurrency;
    });

    [Fact]
    public void Shares_of_concurrency_add_up() => Gen.Select(Gen.Int[1, 10_000], Parts).Sample((concurrency, parts) =>
        Shares(new ConcurrencyLoad(concurrency, TimeSpan.FromSeconds(1)), parts).Sum(share => share.Concurrency) == concurrency);

    [Fact]
    public void Shares_of_a_rate_add_up() => Rates(Parts).Sample((load, parts) =>
    {
        var shares = Shares(load, parts);
        return shares.Sum(share => share.Due) == load.Due
            && Math.Abs(shares.Sum(share => share.Rate) - load.Rate) <= 1e-9 * load.Rate
            && shares.Sum(share => share.MaxInFlight) == load.MaxInFlight;
    });

    [Fact]
    public void Shares_of_a_share_of_a_rate_add_up() => Gen.Select(Rates(Gen.Int[1, 10]), Gen.Int[1, 10]).Sample((first, again) =>
        Shares(first.Item1, first.Item2).SelectMany(share => Shares(share, again)).Sum(share => share.Due) == first.Item1.Due);

    [Fact]
    public void Shares_of_a_rate_fall_due_exactly_when_the_whole_does()
    {
        var whole = new ConstantRateLoad(10, TimeSpan.FromSeconds(1), 100);

        var due = Shares(whole, 3).SelectMany(DueTimes).Order().ToList();

        due.Count.ShouldBe(10);
        due.Zip(DueTimes(whole)).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-9);
    }

    [Theory]
    [InlineData(10, 1000, 10)]
    [InlineData(0.001, 100, 1)]
    [InlineData(3, 1100, 4)]
    [InlineData(0.1, 30_000, 3)]
    public void A_rate_makes_requests_due_from_the_start_and_before_the_end(double rate, int milliseconds, long due) =>
        new ConstantRateLoad(rate, TimeSpan.FromMilliseconds(milliseconds), 1).Due.ShouldBe(due);

    [Fact]
    public void No_share_is_empty_when_there_are_no_more_parts_than_allowed() =>
        Gen.Select(Gen.Int[1, 1000], Gen.Int[1, 1000], Parts).Sample((requests, concurrency, wanted) =>
        {
            var load = new IterationsLoad(requests, concurrency);
            var parts = Math.Min(wanted, load.MaxParts);
            return Shares(load, parts).All(share => share.Requests > 0 && share.Concurrency > 0);
        });

    private static Gen<(ConstantRateLoad, int)> Rates(Gen<int> parts) => Gen.Select(
        Gen.OneOf(Gen.Int[1, 100_000].Select(rate => (double)rate), Gen.Int[1, 1_000_000].Select(rate => rate / 1000d)),
        Gen.OneOf(Gen.Int[1, 604_800].Select(seconds => TimeSpan.FromSeconds(seconds)), Gen.Int[100, 100_000].Select(ms => TimeSpan.FromMilliseconds(ms))),
        Gen.Int[1, 10_000], parts,
        (rate, duration, inFlight, count) => (new ConstantRateLoad(rate, duration, inFlight), count));

    private static List<T> Shares<T>(T load, int parts)
        where T : Load => [.. Enumerable.Range(0, parts).Select(part => (T)load.Share(part, parts))];

    private static IEnumerable<double> DueTimes(ConstantRateLoad load) =>
        Enumerable.Range(0, (int)load.Due).Select(number => (number + load.Phase) / load.Rate);
}

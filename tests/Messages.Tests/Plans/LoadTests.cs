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

    [Fact]
    public void Shares_of_a_poisson_process_are_the_whole_arrival_for_arrival() =>
        Gen.Select(Gen.Double[0.5, 500], Gen.Int[100, 20_000], Gen.Long, Gen.Int[1, 20], Gen.Int[1, 5]).Sample((rate, milliseconds, seed, parts, again) =>
        {
            var whole = new PoissonLoad(rate, TimeSpan.FromMilliseconds(milliseconds), 1000, seed);
            var shares = Shares(whole, parts).SelectMany(share => Shares(share, again)).ToList();
            return shares.Sum(share => share.Planned) == whole.Planned
                && shares.SelectMany(share => share.Arrivals).Order().SequenceEqual(whole.Arrivals)
                && shares.Sum(share => share.MaxInFlight) == 1000;
        });

    [Fact]
    public void Blocks_of_iterations_and_of_time_add_up() => Gen.Select(Gen.Int[1, 10_000], Gen.Int[1, 100]).Sample((size, blocks) =>
        Blocks(new IterationsLoad(size, 3), blocks).Sum(block => block.Planned) == size
            && Blocks(new ConcurrencyLoad(3, TimeSpan.FromMilliseconds(size)), blocks).Aggregate(TimeSpan.Zero, (sum, block) => sum + block.Limit!.Value) == TimeSpan.FromMilliseconds(size));

    [Fact]
    public void Blocks_of_a_rate_fall_due_one_after_the_other_as_the_whole_does() => Gen.Select(Gen.Double[0.1, 200], Gen.Int[100, 20_000], Gen.Int[1, 20]).Sample((rate, milliseconds, blocks) =>
    {
        var load = new ConstantRateLoad(rate, TimeSpan.FromMilliseconds(milliseconds), 1000);
        var begin = 0.0;
        var due = new List<double>();
        foreach (var block in Blocks(load, blocks).Cast<ConstantRateLoad>())
        {
            due.AddRange(DueTimes(block).Select(time => begin + time));
            begin += block.Duration.TotalSeconds;
        }

        return due.Count == load.Due && due.Zip(DueTimes(load)).All(pair => Math.Abs(pair.First - pair.Second) < 1e-6);
    });

    [Fact]
    public void Blocks_of_a_poisson_process_are_the_whole_arrival_for_arrival() =>
        Gen.Select(Gen.Double[0.5, 200], Gen.Int[100, 20_000], Gen.Long, Gen.Int[1, 20], Gen.Int[1, 4]).Sample((rate, milliseconds, seed, blocks, parts) =>
        {
            var whole = new PoissonLoad(rate, TimeSpan.FromMilliseconds(milliseconds), 1000, seed);
            var begin = TimeSpan.Zero;
            var arrivals = new List<TimeSpan>();
            foreach (var block in Blocks(whole, blocks).Cast<PoissonLoad>())
            {
                arrivals.AddRange(Shares(block, parts).SelectMany(share => share.Arrivals).Order().Select(time => begin + time));
                begin += block.Duration;
            }

            return arrivals.SequenceEqual(whole.Arrivals);
        });

    private static IEnumerable<Load> Blocks(Load load, int blocks) => Enumerable.Range(0, blocks).Select(block => load.Block(block, blocks));

    [Fact]
    public void Shares_of_a_ramp_add_up() => Gen.Select(Gen.Int[0, 1000], Stages, Parts).Sample((start, stages, parts) =>
    {
        var whole = new RampLoad(start / 10d, [.. stages], 1000);
        var shares = Shares(whole, parts);
        return shares.Sum(share => share.Due) == whole.Due && shares.Sum(share => share.MaxInFlight) == 1000 && shares.All(share => share.Limit == whole.Limit);
    });

    [Fact]
    public void Shares_of_a_trace_are_the_whole() => Gen.Select(Traces, Parts).Sample((requests, parts) =>
    {
        var whole = new TraceLoad([.. requests], 2, 1000);
        var shares = Shares(whole, Math.Min(parts, whole.MaxParts));
        return shares.All(share => share.Requests.Length > 0)
            && InOrder(shares.SelectMany(share => share.Requests)).SequenceEqual(InOrder(requests));

        // By all that tells two apart: requests of the same moment stand in the shares in another order than in the whole.
        static IEnumerable<TraceRequest> InOrder(IEnumerable<TraceRequest> requests) =>
            requests.OrderBy(request => (request.AtMs, request.InputTokens, request.OutputTokens));
    });

    [Fact]
    public void The_same_seed_gives_the_same_arrivals_and_another_one_others()
    {
        var load = new PoissonLoad(50, TimeSpan.FromSeconds(10), 1, 7);

        load.Arrivals.ShouldBe(new PoissonLoad(50, TimeSpan.FromSeconds(10), 1, 7).Arrivals);
        load.Arrivals.ShouldNotBe(new PoissonLoad(50, TimeSpan.FromSeconds(10), 1, 8).Arrivals);
    }

    [Fact]
    public void A_longer_poisson_process_begins_as_the_shorter_one()
    {
        var brief = new PoissonLoad(50, TimeSpan.FromSeconds(5), 1, 7).Arrivals.ToList();

        new PoissonLoad(50, TimeSpan.FromSeconds(10), 1, 7).Arrivals.Take(brief.Count).ShouldBe(brief);
    }

    [Fact]
    public void A_ramp_is_due_as_often_as_the_area_under_its_rate_says() =>
        new RampLoad(10, [new(20, TimeSpan.FromSeconds(2)), new(0, TimeSpan.Zero), new(0, TimeSpan.FromSeconds(5)), new(4, TimeSpan.FromSeconds(1))], 1)
            .Due.ShouldBe(30 + 2);

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

    private static readonly Gen<RampStage[]> Stages =
        Gen.Select(Gen.Int[0, 10_000], Gen.Int[0, 60_000], (rate, milliseconds) => new RampStage(rate / 10d, TimeSpan.FromMilliseconds(milliseconds))).Array[1, 10];

    private static readonly Gen<TraceRequest[]> Traces =
        Gen.Select(Gen.Long[0, 100_000], Gen.Int[0, 1000], Gen.Int[0, 1000], (at, input, output) => new TraceRequest(at, input, output)).Array[1, 200];

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

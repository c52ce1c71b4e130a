using System.Collections.Immutable;
using AkkaApiBench.Messages.Measurement;
using CsCheck;

namespace AkkaApiBench.Messages.Tests.Measurement;

public class AggregateTests
{
    private static readonly Gen<long> Count = Gen.Long[0, 1000];

    private static readonly Gen<Tokens> GenTokens = Gen.Select(Count, Count, Count, Count, (a, b, c, d) => new Tokens(a, b, c, d));

    private static readonly Gen<Aggregate> Any = Gen.Select(
        Count,
        Gen.Select(Gen.Enum<ErrorKind>(), Count).Array[0, 5],
        Gen.Select(Gen.Enum<Measure>(), Gen.Long[0, 10_000_000].Array[1, 20]).Array[0, 4],
        GenTokens,
        Gen.Enum<TokenSource>(),
        Gen.Long[0, 1_000_000_000],
        Gen.Select(Count, Count, Count),
        (succeeded, errors, values, tokens, source, cost, client) => new Aggregate
        {
            Succeeded = succeeded,
            Good = succeeded / 2,
            Errors = errors.DistinctBy(error => error.Item1).ToImmutableSortedDictionary(error => error.Item1, error => error.Item2),
            Distributions = values.DistinctBy(value => value.Item1).ToImmutableSortedDictionary(value => value.Item1, value => Distribution.Of(value.Item2)),
            Tokens = tokens,
            TokenSource = source,
            Cost = new Usd(cost),
            Client = new ClientUsage(TimeSpan.FromTicks(client.Item1), TimeSpan.FromTicks(client.Item2), TimeSpan.FromTicks(client.Item3)),
        });

    [Fact]
    public void Nothing_measured_is_empty()
    {
        Aggregate.Empty.Ended.ShouldBe(0);
        Aggregate.Empty[Measure.Latency].ShouldBeSameAs(Distribution.Empty);
        Aggregate.Empty.Client.CpuUtilization.ShouldBe(0);
    }

    [Fact]
    public void Merging_adds_every_part() => Gen.Select(Any, Any).Sample((left, right) =>
    {
        var both = left.Merge(right);
        both.Succeeded.ShouldBe(left.Succeeded + right.Succeeded);
        both.Good.ShouldBe(left.Good + right.Good);
        both.Failed.ShouldBe(left.Failed + right.Failed);
        both.Ended.ShouldBe(left.Ended + right.Ended);
        both.Tokens.ShouldBe(left.Tokens + right.Tokens);
        both.Cost.ShouldBe(left.Cost + right.Cost);
        both.Client.ShouldBe(left.Client.Merge(right.Client));
        foreach (var kind in Enum.GetValues<ErrorKind>())
            both.Errors.GetValueOrDefault(kind).ShouldBe(left.Errors.GetValueOrDefault(kind) + right.Errors.GetValueOrDefault(kind));
        foreach (var measure in Enum.GetValues<Measure>())
            both[measure].Sum.ShouldBe(left[measure].Sum + right[measure].Sum);
    });

    [Fact]
    public void Merging_does_not_depend_on_the_order() => Gen.Select(Any, Any, Any).Sample((a, b, c) =>
    {
        ShouldBeSame(a.Merge(b), b.Merge(a));
        ShouldBeSame(a.Merge(b).Merge(c), a.Merge(b.Merge(c)));
        ShouldBeSame(a.Merge(Aggregate.Empty), a);
        ShouldBeSame(Aggregate.Empty.Merge(a), a);
    });

    [Theory]
    [InlineData(TokenSource.None, TokenSource.None, TokenSource.None)]
    [InlineData(TokenSource.None, TokenSource.Usage, TokenSource.Usage)]
    [InlineData(TokenSource.Estimate, TokenSource.Estimate, TokenSource.Estimate)]
    [InlineData(TokenSource.Usage, TokenSource.Estimate, TokenSource.Mixed)]
    [InlineData(TokenSource.Mixed, TokenSource.Usage, TokenSource.Mixed)]
    public void Counts_of_two_sources_are_mixed(TokenSource left, TokenSource right, TokenSource both)
    {
        left.Combine(right).ShouldBe(both);
        right.Combine(left).ShouldBe(both);
    }

    [Fact]
    public void What_was_planned_is_what_became_of_it() => Gen.Select(Count, Count, Count, Count).Sample((succeeded, failed, lost, notSent) =>
        (new RequestCounts(succeeded, failed, lost, notSent) + new RequestCounts(1, 2, 3, 4)).Planned == succeeded + failed + lost + notSent + 10);

    private static void ShouldBeSame(Aggregate actual, Aggregate expected)
    {
        (actual.Succeeded, actual.Good, actual.Tokens, actual.TokenSource, actual.Cost, actual.Client)
            .ShouldBe((expected.Succeeded, expected.Good, expected.Tokens, expected.TokenSource, expected.Cost, expected.Client));
        actual.Errors.ShouldBe(expected.Errors);
        actual.Distributions.Keys.ShouldBe(expected.Distributions.Keys);
        foreach (var (measure, distribution) in expected.Distributions)
            actual[measure].Buckets.ToArray().ShouldBe(distribution.Buckets.ToArray());
    }
}

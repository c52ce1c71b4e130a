using AkkaApiBench.Analytics.Advice;
using AkkaApiBench.Analytics.Tests.Comparisons;
using AkkaApiBench.Messages.Advice;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Analytics.Tests.Advice;

public sealed class AdviceTests
{
    private static readonly Price Dear = new(10, 1, 30, "test");
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public void Figures_without_anything_to_save_give_no_advice() => CostAdvice.Of(Ask(Usage("a", 100))).ShouldBeEmpty();

    [Fact]
    public void A_cheaper_target_that_is_as_fast_is_advised_with_what_it_saves()
    {
        var advice = CostAdvice.Of(Ask(Usage("a", 100), Usage("b", 40, seed: 2))).ShouldHaveSingleItem();

        advice.Kind.ShouldBe(RecommendationKind.CheaperTarget);
        advice.Instead.ShouldBe("b");
        advice.Saving.ShouldBe(Usd.FromDollars(60));
        advice.SavingShare.ShouldBe(0.6, 1e-9);
        advice.Evidence.ShouldContain(line => line.StartsWith("latency.p95", StringComparison.Ordinal));
        advice.Evidence.ShouldContain(line => line.StartsWith("success_rate", StringComparison.Ordinal));
    }

    [Fact]
    public void Few_requests_do_not_show_that_a_cheaper_target_is_no_worse() =>
        CostAdvice.Of(Ask(Usage("a", 100, count: 50), Usage("b", 40, count: 50, seed: 2))).ShouldBeEmpty();

    [Fact]
    public void A_cheaper_target_that_is_slower_or_fails_more_is_not_advised()
    {
        CostAdvice.Of(Ask(Usage("a", 100), Usage("b", 40, slowdown: 1.2, seed: 2))).ShouldBeEmpty();
        CostAdvice.Of(Ask(Usage("a", 100), Usage("b", 40, failed: 100, seed: 2))).ShouldBeEmpty();
    }

    [Fact]
    public void A_slower_target_is_advised_where_the_objectives_are_met_all_the_same()
    {
        var question = Ask(Usage("a", 100), Usage("b", 40, slowdown: 1.5, seed: 2));

        CostAdvice.Of(question with { Objectives = [Objective("latency < 10s")] }).ShouldHaveSingleItem().Instead.ShouldBe("b");
        CostAdvice.Of(question with { Objectives = [Objective("latency < 800ms")] }).ShouldBeEmpty();
        CostAdvice.Of(question with { Objectives = [Objective("ttft < 10s")] }).ShouldBeEmpty();
    }

    [Fact]
    public void Of_cheaper_targets_those_that_another_beats_in_everything_are_left_out()
    {
        ParetoFront.Of([(1, 5), (2, 2), (3, 3), (5, 1), (2, 2)], point => [point.Item1, point.Item2]).ShouldBe([(1, 5), (2, 2), (5, 1), (2, 2)]);

        CostAdvice.Of(Ask(Usage("a", 100), Usage("b", 40, slowdown: 0.6, seed: 2), Usage("c", 60, slowdown: 0.8, seed: 3)))
            .ShouldHaveSingleItem().Instead.ShouldBe("b");
    }

    [Fact]
    public void Repeated_prefixes_save_the_difference_of_the_prices_for_what_is_not_cached_yet()
    {
        var usage = Usage("a", 100) with { Tokens = new Tokens(9_000_000, 1_000_000, 100, 0), RepeatedPrefixTokens = 6_000_000 };

        var advice = CostAdvice.Of(Ask(usage)).ShouldHaveSingleItem();

        advice.Kind.ShouldBe(RecommendationKind.PromptCaching);
        advice.Saving.Dollars.ShouldBe(45m, 0.000001m);
        CostAdvice.Of(Ask(usage with { RepeatedPrefixTokens = 1_000_000 })).ShouldBeEmpty();
        CostAdvice.Of(Ask(usage with { Price = Dear with { CachedPerMillion = 10 } })).ShouldBeEmpty();
    }

    [Fact]
    public void A_batch_is_advised_only_where_no_objective_is_on_time()
    {
        var question = Ask(Usage("a", 100) with { BatchDiscount = 0.5 });

        CostAdvice.Of(question).ShouldHaveSingleItem().Saving.ShouldBe(Usd.FromDollars(50));
        CostAdvice.Of(question with { Objectives = [Objective("latency < 10s")] }).ShouldBeEmpty();
    }

    [Fact]
    public void Hours_that_are_dearer_every_day_are_to_be_left()
    {
        List<HourlyCost> Costs(int days) => [.. from day in Enumerable.Range(0, days)
                                                from hour in Enumerable.Range(0, 24)
                                                select new HourlyCost(Monday.AddDays(day), hour, 100, Usd.FromDollars(hour == 9 ? 2m : 1m + 0.001m * ((hour * 7 + day * 5) % 24)))];

        var advice = CostAdvice.Of(Ask(Usage("a", 700) with { Hours = Costs(28) })).ShouldHaveSingleItem();

        advice.Kind.ShouldBe(RecommendationKind.BetterHours);
        advice.Advice.ShouldContain("09:00");
        advice.Saving.Dollars.ShouldBe(28 * 0.99m, 0.5m);
        CostAdvice.Of(Ask(Usage("a", 70) with { Hours = Costs(3) })).ShouldBeEmpty();
    }

    [Fact]
    public void Longer_answers_than_anothers_are_to_be_shortened_by_what_is_certain()
    {
        var usage = Usage("a", 100) with { Outputs = new OutputLengths(2000, 1000, 100) };
        var other = Usage("b", 200, seed: 2) with { Outputs = new OutputLengths(2000, 500, 100) };

        var advice = CostAdvice.Of(Ask(usage, other)).ShouldHaveSingleItem();

        advice.Kind.ShouldBe(RecommendationKind.ShorterOutput);
        ((double)advice.Saving.Dollars).ShouldBe((500 - 1.96 * Math.Sqrt(10)) * 2000 * 30 / 1e6, 0.01);
        CostAdvice.Of(Ask(usage, other with { Outputs = new OutputLengths(30, 950, 2000) })).ShouldBeEmpty();
    }

    [Fact]
    public void Retries_that_were_paid_for_are_waste()
    {
        CostAdvice.Of(Ask(Usage("a", 100) with { Retries = new RetryFigures(40, Usd.FromDollars(7)) })).ShouldHaveSingleItem().Saving.ShouldBe(Usd.FromDollars(7));
        CostAdvice.Of(Ask(Usage("a", 100) with { Retries = new RetryFigures(3, Usd.FromDollars(7)) })).ShouldBeEmpty();
    }

    [Fact]
    public void A_rise_of_costs_is_explained_by_what_drives_it()
    {
        var advice = CostAdvice.Of(Ask(Usage("a", 100) with { Days = Days(14, day => 1000 + 50 * day, _ => 100) })).ShouldHaveSingleItem();

        advice.Kind.ShouldBe(RecommendationKind.CostGrowth);
        advice.Saving.ShouldBe(Usd.Zero);
        advice.Evidence[1].ShouldStartWith("number of requests");
        advice.Evidence.Count.ShouldBe(2);
    }

    [Fact]
    public void A_jump_on_the_last_day_is_explained_by_what_drives_it()
    {
        var advice = CostAdvice.Of(Ask(Usage("a", 100) with { Days = Days(14, day => 1000 + day * 37 % 11, day => day == 13 ? 400 : 100) })).ShouldHaveSingleItem();

        advice.Advice.ShouldContain("2026-03-15");
        advice.Evidence[1].ShouldStartWith("length of answers");
    }

    [Fact]
    public void Costs_that_only_vary_are_no_news() =>
        CostAdvice.Of(Ask(Usage("a", 100) with { Days = Days(14, day => 1000 + day * 37 % 11, _ => 100) })).ShouldBeEmpty();

    [Fact]
    public void Drivers_add_up_to_the_change()
    {
        var days = Days(2, day => 1000 * (day + 1), day => 100 + 70 * day);

        CostDrivers.Of([days[0]], [days[1]]).Sum(driver => driver.Dollars).ShouldBe((double)(days[1].Cost - days[0].Cost).Dollars, 1e-9);
    }

    private static AdviceQuestion Ask(TargetUsage usage, params TargetUsage[] others) => new(usage, others, []);

    private static Condition Objective(string text) => Condition.ParseObjective(text, out _).ShouldNotBeNull();

    private static TargetUsage Usage(string name, decimal dollars, int count = 2000, double slowdown = 1, long failed = 0, int seed = 1) => new()
    {
        Service = Drawn.Sample(name, Drawn.Latencies(new Random(seed), count, slowdown)) with { Judged = count + failed },
        Price = Dear,
        Tokens = new Tokens(1000, 0, 1000, 0),
        Cost = Usd.FromDollars(dollars),
    };

    private static List<DailyCost> Days(int count, Func<int, long> requests, Func<int, long> outputs) =>
    [
        .. Enumerable.Range(0, count).Select(day => new DailyCost(
            Monday.AddDays(day), requests(day), requests(day) * 200, requests(day) * outputs(day),
            Usd.OfTokens(requests(day) * 200, 10), Usd.OfTokens(requests(day) * outputs(day), 30))),
    ];
}

using AkkaApiBench.Analytics.Results;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Results;
using CsCheck;
using static AkkaApiBench.Analytics.Tests.Results.Outcomes;

namespace AkkaApiBench.Analytics.Tests.Results;

public class RankingTests
{
    private static readonly Target[] Three = [Target("a", Cheap), Target("b", Cheap), Target("c", Cheap)];

    [Fact]
    public void A_target_without_success_ranks_last_and_says_why()
    {
        var result = Build(Plan(Three, Latency),
            Aggregate.Empty.Failing(ErrorKind.Auth, 10).In(1, target: 0), Around(200).In(1, target: 1), Around(100).In(1, target: 2));

        result.Rankings["latency"].ShouldBe(["p/c", "p/b", "p/a"]);
        var last = result.RankingDetails!["latency"][2];
        (last.Value, last.Ci95, last.Rank, last.DrawWithPrevious, last.Note).ShouldBe((null, null, 3, false, "no request succeeded"));
        result.Winner.ShouldBe(["p/c"]);
    }

    [Fact]
    public void When_nothing_succeeded_there_is_no_winner()
    {
        var result = Build(Plan(Three, Latency), [.. Three.Select((_, target) => Aggregate.Empty.Failing(ErrorKind.Dns, 10).In(1, target))]);

        result.Rankings["latency"].ShouldBe(["p/a", "p/b", "p/c"]);
        result.RankingDetails!["latency"].Select(entry => entry.Rank).ShouldBe([2, 2, 2]);
        result.Winner.ShouldBeEmpty();
    }

    [Fact]
    public void One_target_alone_wins_nothing()
    {
        var result = Build(Plan([Target("a")], Latency), Around(5).In(1));

        result.Rankings["latency"].ShouldBe(["p/a"]);
        result.Winner.ShouldBeEmpty();
    }

    [Fact]
    public void A_test_that_was_not_begun_is_not_ranked()
    {
        var result = Build(Plan(Three, Latency, Reliability), Around(1).In(1, 0), Around(2).In(1, 1), Around(3).In(1, 2));

        result.Rankings.Keys.ShouldBe(["latency"]);
        result.Targets[0].Tests.Keys.ShouldBe(["latency"]);
        result.Standings!.ShouldAllBe(standing => standing.Ranks.Count == 1);
    }

    [Fact]
    public void A_target_that_a_test_did_not_reach_ranks_last_in_it()
    {
        var result = Build(Plan(Three, Latency), Around(1).In(1, target: 1));

        result.Rankings["latency"].ShouldBe(["p/b", "p/a", "p/c"]);
        result.RankingDetails!["latency"].Select(entry => (entry.Rank, entry.Note))
            .ShouldBe([(1, null), (2.5, "the test was not begun"), (2.5, "the test was not begun")]);
    }

    [Fact]
    public void Nothing_measured_at_all_gives_no_rankings_and_no_winner()
    {
        var result = Build(Plan(Three, Latency));

        result.Rankings.ShouldBeEmpty();
        result.Winner.ShouldBeEmpty();
        result.Standings!.ShouldAllBe(standing => standing.Place == 1 && standing.RankSum == 0);
    }

    [Fact]
    public void Targets_that_the_measurement_cannot_tell_apart_are_a_draw_and_share_the_mean_rank()
    {
        var result = Build(Plan(Three, Latency), Around(100).In(1, 0), Around(300).In(1, 1), Around(101).In(1, 2));

        var entries = result.RankingDetails!["latency"];
        entries.Select(entry => (entry.Target, entry.Rank, entry.DrawWithPrevious))
            .ShouldBe([("p/a", 1.5, false), ("p/c", 1.5, true), ("p/b", 3, false)]);
        entries[0].Metric.ShouldBe("latency.p50");
        entries[0].Value!.Value.ShouldBe(100, 0.2);
        entries[0].Ci95!.Select(bound => bound!.Value).ShouldBe([95, 105], 0.3);
        result.Winner.ShouldBe(["p/a", "p/c"]);
    }

    [Fact]
    public void A_chain_of_draws_does_not_make_its_first_equal_to_its_last()
    {
        var result = Build(Plan(Three, Latency), Around(100).In(1, 0), Around(104).In(1, 1), Around(108).In(1, 2));

        result.RankingDetails!["latency"].Select(entry => (entry.Rank, entry.DrawWithPrevious)).ShouldBe([(1.5, false), (1.5, true), (3, true)]);
    }

    [Fact]
    public void Three_requests_each_tell_nobody_apart()
    {
        var result = Build(Plan(Three[..2], Latency), Took(1, 1, 1).In(1, 0), Took(900, 900, 900).In(1, 1));

        var entries = result.RankingDetails!["latency"];
        entries.Select(entry => entry.Rank).ShouldBe([1.5, 1.5]);
        entries[0].Ci95.ShouldBe([null, null]);
    }

    [Fact]
    public void Of_three_targets_with_five_requests_each_the_one_three_times_as_fast_wins()
    {
        var result = Build(Plan(Three, Latency),
            Took(410, 380, 450, 400, 420).In(1, 0), Took(130, 125, 140, 150, 120).In(1, 1), Took(395, 430, 405, 440, 390).In(1, 2));

        result.RankingDetails!["latency"].Select(entry => (entry.Target, entry.Rank, entry.DrawWithPrevious))
            .ShouldBe([("p/b", 1, false), ("p/c", 2.5, false), ("p/a", 2.5, true)]);
        result.Winner.ShouldBe(["p/b"]);
    }

    [Fact]
    public void A_ranking_never_contradicts_the_comparisons() => Gen.Select(Gen.Double[100, 130], Gen.Double[100, 130], Gen.Double[100, 130]).Sample((a, b, c) =>
    {
        var result = Build(Plan(Three, Latency), Around(a).In(1, 0), Around(b).In(1, 1), Around(c).In(1, 2));
        var entries = result.RankingDetails!["latency"];

        foreach (var pair in result.Comparisons.Where(pair => pair.Metric == "latency.p50"))
        {
            double RankOf(string target) => entries.Single(entry => entry.Target == target).Rank;
            if (RankOf(pair.A).Equals(RankOf(pair.B)) && entries[0].Target != pair.A && entries[0].Target != pair.B)
                continue;
            if (pair.Verdict is Verdict.Faster)
                RankOf(pair.A).ShouldBeLessThan(RankOf(pair.B));
            if (pair.Verdict is Verdict.Slower)
                RankOf(pair.A).ShouldBeGreaterThan(RankOf(pair.B));
        }
    });

    [Fact]
    public void Throughput_is_ranked_by_output_tokens_a_second_whatever_the_number_of_requests()
    {
        var many = Took(Enumerable.Repeat(100.0, 100)).Using(new Tokens(0, 0, 1000, 0));
        var few = Took(Enumerable.Repeat(500.0, 20)).Using(new Tokens(0, 0, 4000, 0));

        var result = Build(Plan(Three[..2], Throughput), many.In(10, 0), few.In(10, 1));

        result.Rankings["throughput"].ShouldBe(["p/b", "p/a"]);
        result.RankingDetails!["throughput"].Select(entry => (entry.Value, entry.Rank)).ShouldBe([(400.0, 1), (100.0, 2)]);
    }

    [Fact]
    public void An_open_loop_counts_as_Poisson_so_that_the_offered_rate_decides_nothing()
    {
        var open = new Test("throughput", TestType.Throughput, new ConstantRateLoad(10, TimeSpan.FromSeconds(10), 10));
        TestOutcome Answered(int requests, int target) => Took(Enumerable.Repeat(100.0, requests))
            .With(Measure.ResponseTime, Enumerable.Repeat(100.0, requests)).Using(new Tokens(0, 0, requests * 10, 0)).In(10, target);

        Build(Plan(Three[..2], open), Answered(100, 0), Answered(98, 1)).RankingDetails!["throughput"].Select(entry => entry.Rank).ShouldBe([1.5, 1.5]);
        Build(Plan(Three[..2], open), Answered(100, 0), Answered(40, 1)).RankingDetails!["throughput"].Select(entry => entry.Rank).ShouldBe([1, 2]);
    }

    [Fact]
    public void Two_targets_that_never_fail_are_a_draw_in_reliability()
    {
        var result = Build(Plan(Three, Reliability),
            Took(Enumerable.Repeat(1.0, 50)).In(1, 0),
            Took(Enumerable.Repeat(1.0, 20)).Failing(ErrorKind.ServerError, 30).In(1, 1),
            Took(Enumerable.Repeat(1.0, 49)).Failing(ErrorKind.ServerError, 1).In(1, 2));

        result.RankingDetails!["reliability"].Select(entry => (entry.Target, entry.Value, entry.Rank))
            .ShouldBe([("p/a", 1.0, 1.5), ("p/c", 0.98, 1.5), ("p/b", 0.4, 3)]);
    }

    [Fact]
    public void Cost_efficiency_ranks_the_free_first_and_the_unpriced_last()
    {
        Target[] targets = [Target("unpriced"), Target("dear", Cheap), Target("cheap", Cheap), Target("free", new Price(0, 0, 0, "plan")), Target("failed", Cheap)];
        var tokens = new Tokens(100, 0, 1000, 0);

        var result = Build(Plan(targets, Cost),
            Took(1).Using(tokens).In(1, 0), Took(1).Using(tokens, 0.02m).In(1, 1), Took(1).Using(tokens, 0.01m).In(1, 2),
            Took(1).Using(tokens).In(1, 3), Aggregate.Empty.Failing(ErrorKind.Auth, 1).In(1, 4));

        result.RankingDetails!["cost_efficiency"].Select(entry => (entry.Target, entry.Value, entry.Rank, entry.Note)).ShouldBe(
        [
            ("p/free", null, 1, "costs nothing"), ("p/cheap", 100_000.0, 2, null), ("p/dear", 50_000.0, 3, null),
            ("p/unpriced", null, 4.5, "the price is not known"), ("p/failed", null, 4.5, "no request succeeded"),
        ]);
        result.Winner.ShouldBe(["p/free"]);
    }

    [Fact]
    public void Two_tests_of_a_type_are_ranked_each_by_its_name()
    {
        var again = Latency with { Name = "latency-long" };

        var result = Build(Plan(Three[..2], Latency, again),
            Around(100).In(1, 0, 0), Around(200).In(1, 1, 0), Around(400).In(1, 0, 1), Around(300).In(1, 1, 1));

        result.Rankings["latency"].ShouldBe(["p/a", "p/b"]);
        result.Rankings["latency-long"].ShouldBe(["p/b", "p/a"]);
    }

    [Fact]
    public void The_least_sum_of_ranks_wins()
    {
        var result = Build(Plan(Three, Latency, Reliability),
            Around(100).In(1, 0, 0), Around(200).In(1, 1, 0), Around(300).In(1, 2, 0),
            Reliable(50).In(1, 0, 1), Reliable(50).In(1, 1, 1), Reliable(5).In(1, 2, 1));

        result.Standings!.Select(standing => (standing.Place, standing.Target, standing.RankSum)).ShouldBe([(1, "p/a", 2.5), (2, "p/b", 3.5), (3, "p/c", 6)]);
        result.Standings![0].Ranks.ShouldBe(new Dictionary<string, double> { ["latency"] = 1, ["reliability"] = 1.5 });
        result.Winner.ShouldBe(["p/a"]);
    }

    [Fact]
    public void On_a_tie_there_are_several_winners_and_the_next_place_is_left_out()
    {
        var result = Build(Plan(Three, Latency, Reliability),
            Around(100).In(1, 0, 0), Around(200).In(1, 1, 0), Around(300).In(1, 2, 0),
            Reliable(5).In(1, 0, 1), Reliable(25).In(1, 1, 1), Reliable(50).In(1, 2, 1));

        result.Standings!.Select(standing => standing.Place).ShouldBe([1, 1, 1]);
        result.Winner.ShouldBe(["p/a", "p/b", "p/c"]);

        var two = Build(Plan(Three, Latency, Reliability),
            Around(100).In(1, 0, 0), Around(200).In(1, 1, 0), Around(300).In(1, 2, 0),
            Reliable(25).In(1, 0, 1), Reliable(50).In(1, 1, 1), Reliable(5).In(1, 2, 1));
        two.Standings!.Select(standing => (standing.Place, standing.Target)).ShouldBe([(1, "p/a"), (1, "p/b"), (3, "p/c")]);
    }

    /// <summary>101 latencies from 25 % below to 25 % above: the median's 95 % interval is ± 5 %.</summary>
    private static Aggregate Around(double median) => Took(Enumerable.Range(-50, 101).Select(step => median * (1 + step / 200d)));

    /// <summary>Of 50 requests so many succeeded.</summary>
    private static Aggregate Reliable(int succeeded)
    {
        var measured = Took(Enumerable.Repeat(1.0, succeeded));
        return succeeded == 50 ? measured : measured.Failing(ErrorKind.ServerError, 50 - succeeded);
    }
}

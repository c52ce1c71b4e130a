using AkkaApiBench.Simulator.Behaviour;
using AkkaApiBench.Simulator.Profiles;
using CsCheck;

namespace AkkaApiBench.Simulator.Tests.Behaviour;

public sealed class AnswerPlannerTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ChatRequest Request = new("m1", 100) { Stream = true };
    private static readonly Conditions Idle = new(TimeSpan.Zero, Midnight, 0);

    private static readonly Profile Even = Given.OpenAi with
    {
        Latency = new Latency { FirstToken = new Constant(100), TokenGap = new Constant(10) },
    };

    [Fact]
    public void A_request_is_answered_the_same_for_the_same_seed_profile_and_number() =>
        Gen.Select(Gen.Long, Gen.Int[1, 1_000_000], Gen.Int[0, 2]).Sample((seed, number, index) =>
        {
            var profile = BuiltInProfiles.All[index];
            var one = AnswerPlanner.Plan(profile, Request, seed, number, Idle);
            var other = AnswerPlanner.Plan(profile, Request, seed, number, Idle);
            other.TokensAt.ShouldBe(one.TokensAt);
            other.Fault.ShouldBe(one.Fault);
            other.TextOffset.ShouldBe(one.TextOffset);
        });

    [Fact]
    public void Another_seed_another_profile_and_another_number_give_another_answer()
    {
        var first = Plan(BuiltInProfiles.OpenAi).TokensAt[0];

        AnswerPlanner.Plan(BuiltInProfiles.OpenAi, Request, 2, 1, Idle).TokensAt[0].ShouldNotBe(first);
        AnswerPlanner.Plan(BuiltInProfiles.OpenAi, Request, 1, 2, Idle).TokensAt[0].ShouldNotBe(first);
        Plan(BuiltInProfiles.OpenAi with { Name = "other" }).TokensAt[0].ShouldNotBe(first);
    }

    [Fact]
    public void A_limit_of_tokens_shortens_the_answer_and_changes_nothing_else() =>
        Gen.Int[1, 200].Sample(limit =>
        {
            var full = Plan(BuiltInProfiles.OpenAi);
            var cut = AnswerPlanner.Plan(BuiltInProfiles.OpenAi, Request with { MaxTokens = limit }, 1, 1, Idle);
            cut.TokensAt.ShouldBe(full.TokensAt.Take(limit));
            cut.StopReason.ShouldBe(limit < full.TokensAt.Length ? StopReason.Length : StopReason.Stop);
        });

    [Fact]
    public void Tokens_are_due_in_order_after_the_headers() =>
        Gen.Select(Gen.Long, Gen.Int[1, 1000], Gen.Int[0, BuiltInProfiles.All.Count - 1]).Sample((seed, number, index) =>
        {
            var plan = AnswerPlanner.Plan(BuiltInProfiles.All[index], Request, seed, number, Idle);
            plan.TokensAt.ShouldBeInOrder();
            plan.HeadersAt.ShouldBeLessThanOrEqualTo(plan.TokensAt[0]);
            plan.TokensBeforeFault.ShouldBeInRange(1, Math.Max(1, plan.TokensAt.Length - 1));
        });

    [Theory]
    [InlineData(0, 0, 100)]
    [InlineData(2000, 0, 140)]
    [InlineData(0, 5, 115)]
    [InlineData(1000, 10, 150)]
    public void The_first_token_waits_for_the_prompt_and_for_the_load(int inputTokens, int others, double expected)
    {
        var profile = Even with
        {
            Latency = Even.Latency with { Per1kInputTokens = TimeSpan.FromMilliseconds(20), FirstTokenPerInFlight = TimeSpan.FromMilliseconds(3) },
        };
        var plan = AnswerPlanner.Plan(profile, Request with { InputTokens = inputTokens }, 1, 1, Idle with { OthersInFlight = others });

        plan.TokensAt[0].TotalMilliseconds.ShouldBe(expected, 0.001);
    }

    [Fact]
    public void Token_gaps_grow_with_the_load()
    {
        var profile = Even with { Latency = Even.Latency with { TokenGapPerInFlight = TimeSpan.FromMilliseconds(2) } };
        var plan = AnswerPlanner.Plan(profile, Request, 1, 1, Idle with { OthersInFlight = 4 });

        (plan.TokensAt[1] - plan.TokensAt[0]).TotalMilliseconds.ShouldBe(18, 0.001);
    }

    [Theory]
    [InlineData(8, 3)]
    [InlineData(9, 1)]
    public void The_hour_of_the_day_makes_answers_slower(int hour, double factor)
    {
        var daily = Enumerable.Range(0, 24).Select(index => index == 8 ? 3d : 1d).ToList();
        var plan = AnswerPlanner.Plan(
            Even with { Latency = Even.Latency with { Daily = daily } }, Request, 1, 1, Idle with { Time = Midnight.AddHours(hour) });

        plan.TokensAt[^1].TotalMilliseconds.ShouldBe(150 * factor, 0.001);
    }

    [Theory]
    [InlineData(59, 1)]
    [InlineData(60, 5)]
    [InlineData(95, 10)]
    [InlineData(110, 2)]
    [InlineData(120, 1)]
    public void Incidents_make_answers_slower_while_they_last(int minute, double factor)
    {
        var profile = Even with
        {
            Incidents =
            [
                new Incident(TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(100)) { LatencyFactor = 5 },
                new Incident(TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(120)) { LatencyFactor = 2 },
            ],
        };
        var plan = AnswerPlanner.Plan(profile, Request, 1, 1, Idle with { Elapsed = TimeSpan.FromMinutes(minute) });

        plan.TokensAt[0].TotalMilliseconds.ShouldBe(100 * factor, 0.001);
    }

    [Fact]
    public void Faults_come_at_their_rates()
    {
        var profile = Even with { Faults = [new(FaultKind.ServerError, 0.1), new(FaultKind.CutStream, 0.05)] };
        var faults = Enumerable.Range(1, 20_000).Select(number => AnswerPlanner.Plan(profile, Request, 1, number, Idle).Fault?.Kind).ToList();

        faults.Count(fault => fault is FaultKind.ServerError).ShouldBeInRange(1850, 2150);
        faults.Count(fault => fault is FaultKind.CutStream).ShouldBeInRange(890, 1110);
    }

    [Fact]
    public void Headers_and_stalls_are_late_where_the_fault_says()
    {
        var second = TimeSpan.FromSeconds(1);
        var usual = Plan(Even);
        var slowHeaders = Plan(Even.With(FaultKind.SlowHeaders, second));
        var slowToken = Plan(Even.With(FaultKind.StallBeforeFirstToken, second));
        var stalled = Plan(Even.With(FaultKind.StallBetweenTokens, second));

        slowHeaders.HeadersAt.ShouldBe(usual.HeadersAt + second);
        slowHeaders.TokensAt[0].ShouldBe(usual.TokensAt[0] + second);
        slowToken.HeadersAt.ShouldBe(usual.HeadersAt);
        slowToken.TokensAt[0].ShouldBe(usual.TokensAt[0] + second);
        stalled.TokensAt[0].ShouldBe(usual.TokensAt[0]);
        stalled.TokensAt[stalled.TokensBeforeFault - 1].ShouldBe(usual.TokensAt[stalled.TokensBeforeFault - 1]);
        stalled.TokensAt[stalled.TokensBeforeFault].ShouldBe(usual.TokensAt[stalled.TokensBeforeFault] + second);
    }

    [Theory]
    [InlineData(100, 3)]
    [InlineData(2, 2)]
    public void Reasoning_comes_first_and_counts_against_the_limit(int maxTokens, int reasoning)
    {
        var profile = Even with { Output = new Output { Tokens = new Constant(10), ReasoningShare = 0.3, CachedShare = 0.25 } };
        var plan = AnswerPlanner.Plan(profile, Request with { MaxTokens = maxTokens }, 1, 1, Idle);

        (plan.ReasoningTokens, plan.CachedTokens).ShouldBe((reasoning, 25));
    }

    private static AnswerPlan Plan(Profile profile) => AnswerPlanner.Plan(profile, Request, 1, 1, Idle);
}

using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Node.Tests.Runs;

/// <summary>Probes from plan to findings, against providers whose truth is known.</summary>
public sealed class ProbeRunTests(BenchFixture bench) : IClassFixture<BenchFixture>
{
    public static TheoryData<string> Providers => [.. ProbedProfiles.Honest.Keys];

    [Fact]
    public async Task A_key_that_is_missing_fails_the_run_and_sends_nothing()
    {
        var plan = Plan(ProbedProfiles.Held, "openai-compatible", Test("rate_limit"));
        plan["targets"]![0]!["api_key"] = "env:APIBENCH_TEST_NO_SUCH_VARIABLE";

        var result = await bench.RunAsync(plan);

        result.Status.ShouldBe(RunStatus.Failed);
        OnlyTest(result).Requests.Planned.ShouldBe(0);
    }

    [Fact]
    public async Task A_limit_of_requests_is_found_and_its_refusals_spoil_nothing()
    {
        var result = await bench.RunAsync(Plan(ProbedProfiles.Limited, "openai-compatible",
            Test("rate_limit", ("max_per_minute", 4_800), ("max_prompt_tokens", 100), ("max_requests", 400), ("duration", "20s"))));

        result.Status.ShouldBe(RunStatus.Completed);
        var test = OnlyTest(result);
        var rates = test.Findings!.RateLimit!;
        rates.DeclaredRequests.ShouldBe(300);
        rates.DeclaredTokens.ShouldBe(1_000_000);
        rates.ShortPrompts!.Binding.ShouldBe(BindingLimit.Requests);
        rates.RequestsPerMinute!.Value.ShouldBe(300, 60);
        rates.RetryAfter!.Verdict.ShouldBe(RetryAfterVerdict.Honest);
        test.Requests.Planned.ShouldBe(bench.ReceivedBy(ProbedProfiles.Limited));
        test.Errors.ShouldHaveSingleItem().Key.ShouldBe("provoked");
        test.SuccessRate.ShouldBe(1);
        result.Rankings.ShouldBeEmpty();
        result.Comparisons.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_promise_that_the_provider_does_not_keep_is_found_out()
    {
        var result = await bench.RunAsync(Plan(ProbedProfiles.Lying, "openai-compatible",
            Test("rate_limit", ("max_per_minute", 1_200), ("max_prompt_tokens", 100), ("max_requests", 60), ("duration", "12s"))));

        OnlyTest(result).Findings!.RateLimit!.RetryAfter!.Verdict.ShouldBe(RetryAfterVerdict.TooShort);
    }

    [Fact]
    public async Task A_context_window_is_found_to_the_token_with_the_error_above_it()
    {
        var result = await bench.RunAsync(Plan(ProbedProfiles.Narrow, "openai-compatible", Test("context_window", ("max_prompt_tokens", 4_000))));

        var test = OnlyTest(result);
        var window = test.Findings!.ContextWindow!;
        (window.LargestAcceptedTokens, window.SmallestRefusedTokens, window.Edge).ShouldBe((700, 701, ContextEdge.Refused));
        (window.Refusal!.Status, window.Refusal.Code).ShouldBe((400, "context_length_exceeded"));
        window.Ttft.ShouldNotBeNull().Points.ShouldBeGreaterThan(5);
        (test.Findings.Ended, test.SuccessRate).ShouldBe((ProbeEnd.Concluded, 1));
        test.Requests.Planned.ShouldBe(test.Requests.Succeeded + test.Requests.Failed);
    }

    [Fact]
    public async Task A_provider_that_cuts_prompts_without_a_word_is_found_out()
    {
        var result = await bench.RunAsync(Plan(ProbedProfiles.NarrowOllama, "ollama-native", Test("context_window", ("max_prompt_tokens", 4_000))));

        OnlyTest(result).Findings!.ContextWindow!.Edge.ShouldBe(ContextEdge.Truncated);
    }

    [Fact]
    public async Task Usage_that_is_off_by_a_tenth_is_told_from_usage_that_is_right()
    {
        var honest = OnlyTest(await bench.RunAsync(Plan(ProbedProfiles.Counts, "openai", Test("token_counting")))).Findings!.TokenCounting!;
        var wrong = OnlyTest(await bench.RunAsync(Plan(ProbedProfiles.Overcounts, "openai", Test("token_counting")))).Findings!.TokenCounting!;

        (honest.Verdict, honest.Tokenizer, honest.IsModelsOwn).ShouldBe((CountingVerdict.Agrees, "o200k_base", true));
        honest.OverheadPerMessage!.Value.ShouldBe(4, 1e-9);
        honest.Output!.RelativeError.ShouldBe(0, 0.05);
        wrong.Verdict.ShouldBe(CountingVerdict.Deviates);
        wrong.Kinds.ShouldAllBe(kind => Math.Abs(kind.RelativeError - 0.1) < 0.03);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Errors_told_as_each_protocol_tells_them_pass(string provider)
    {
        var test = OnlyTest(await bench.RunAsync(Plan(ProbedProfiles.Honest[provider], provider, Test("error_handling", ("max_prompt_tokens", 3_000)))));

        var errors = test.Findings!.ErrorHandling!;
        errors.Cases.Where(item => item.Verdict is CaseVerdict.Deviates).Select(item => $"{item.Case}: {item.Expected}, got {item.Got}").ShouldBeEmpty();
        errors.Passed.ShouldBeGreaterThanOrEqualTo(3);
        errors.CancelledStream!.Verdict.ShouldBe(CaseVerdict.Pass);
        test.SuccessRate.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Errors_told_otherwise_deviate(string provider)
    {
        var errors = OnlyTest(await bench.RunAsync(Plan(ProbedProfiles.Wrong[provider], provider, Test("error_handling", ("max_prompt_tokens", 3_000)))))
            .Findings!.ErrorHandling!;

        errors.Passed.ShouldBe(0);
        errors.Deviating.ShouldBe(errors.Cases.Count(item => item.Got is not null));
    }

    [Fact]
    public async Task A_budget_holds_and_what_was_found_until_then_is_told()
    {
        var plan = Plan(ProbedProfiles.Held, "openai-compatible", Test("context_window", ("max_prompt_tokens", 1_000)));
        plan["budget"] = new JsonObject { ["requests"] = 5 };

        var result = await bench.RunAsync(plan);

        result.Status.ShouldBe(RunStatus.BudgetExhausted);
        bench.ReceivedBy(ProbedProfiles.Held).ShouldBe(5);
        var test = OnlyTest(result);
        test.Requests.ShouldBe(new Messages.Measurement.RequestCounts(5, 0, 0, 0));
        test.Findings!.Ended.ShouldBe(ProbeEnd.Stopped);
        test.Findings.ContextWindow!.LargestAcceptedTokens.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_cancelled_probe_ends_in_order_with_what_it_found()
    {
        var run = await bench.SubmitAsync(Plan(ProbedProfiles.Cancelled, "openai-compatible", Test("rate_limit", ("max_per_minute", 600), ("duration", "5m"))));
        await bench.WatchAsync(run.RunId, view => view.Tests![0].Succeeded > 1);

        using var response = await bench.Http.PostAsync($"/api/v1/runs/{run.RunId}/cancel", null);
        response.EnsureSuccessStatusCode();
        await bench.WatchAsync(run.RunId);

        var result = await bench.ResultAsync(run.RunId);
        result.Status.ShouldBe(RunStatus.Cancelled);
        OnlyTest(result).Findings!.Ended.ShouldBe(ProbeEnd.Stopped);
        OnlyTest(result).Requests.Lost.ShouldBe(0);
    }

    private static TestResult OnlyTest(RunResult result) => result.Targets.ShouldHaveSingleItem().Tests.Values.ShouldHaveSingleItem();

    private JsonObject Plan(Profile profile, string provider, JsonObject test)
    {
        var target = bench.Target(profile);
        target["provider"] = provider;
        target["api_key"] = profile.RequiresKey ? $"file:{bench.KeyFile}" : "none";
        return new JsonObject
        {
            ["name"] = "test",
            ["targets"] = new JsonArray(target),
            ["tests"] = new JsonArray(test),
            ["workload"] = new JsonObject { ["max_tokens"] = 20 },
        };
    }

    private static JsonObject Test(string type, params (string Name, JsonNode Value)[] fields)
    {
        var test = new JsonObject { ["type"] = type };
        foreach (var (name, value) in fields)
            test[name] = value;
        return test;
    }
}

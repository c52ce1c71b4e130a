using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Node.Tests.Runs;

/// <summary>Runs that are paused and resumed, counted by the provider as well.</summary>
public sealed class PauseTests(BenchFixture bench) : IClassFixture<BenchFixture>
{
    [Theory]
    [InlineData("pause", "paused", "completed")]
    [InlineData("resume", "resumed", "completed")]
    public async Task A_run_that_has_ended_is_a_conflict_that_names_its_status(string command, string whatItWouldBe, string status)
    {
        var run = await bench.SubmitAsync(Plan(SteadyTarget(), Test("latency", ("iterations", 2))));
        await bench.WatchAsync(run.RunId);

        (await RefusalAsync(run.RunId, command)).ShouldBe($"Run {run.RunId} cannot be {whatItWouldBe}: its status is {status}.");
    }

    [Fact]
    public async Task A_paused_closed_loop_sends_nothing_and_goes_on_with_exactly_what_remains()
    {
        const int Planned = 60;
        var (before, run) = await StartAsync(Test("latency", ("iterations", Planned), ("concurrency", 6)));
        (await RefusalAsync(run, "resume")).ShouldBe($"Run {run} cannot be resumed: its status is running.");

        var paused = await PauseAsync(run);
        (await RefusalAsync(run, "pause")).ShouldBe($"Run {run} cannot be paused: its status is paused.");
        var received = bench.ReceivedBy(SimulatedProfiles.Held) - before;
        paused.Tests![0].Phase.ShouldBe(TestPhase.Paused);
        paused.Tests[0].Succeeded.ShouldBe(received, "what was in flight has ended and counts");

        // A paused run does not hold others up.
        await bench.RunAsync(Plan(SteadyTarget(), Test("latency", ("iterations", 20))));
        (bench.ReceivedBy(SimulatedProfiles.Held) - before).ShouldBe(received);

        await ResumeAsync(run);
        await bench.WatchAsync(run);
        var result = await bench.ResultAsync(run);
        var test = result.Targets[0].Tests["latency"];
        (result.Status, test.Requests).ShouldBe((RunStatus.Completed, new RequestCounts(Planned, 0, 0, 0)));
        (bench.ReceivedBy(SimulatedProfiles.Held) - before).ShouldBe(Planned);
        test.LatencyMs!.Count.ShouldBe(Planned);
        var pause = result.Pauses!.ShouldHaveSingleItem();
        pause.StartedAt.ShouldBeGreaterThan(result.StartedAt);
        pause.EndedAt.ShouldBeGreaterThan(pause.StartedAt);
        result.Notes!.ShouldContain(note => note.StartsWith("The run was paused once", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("constant_rate")]
    [InlineData("poisson")]
    public async Task A_paused_open_loop_goes_on_where_its_schedule_stopped(string model)
    {
        const int RatePerSecond = 20;
        var test = Test("throughput");
        test["load"] = new JsonObject { ["model"] = model, ["rate"] = RatePerSecond, ["duration"] = "4s", ["max_in_flight"] = 100 };
        var (before, run) = await StartAsync(test);

        await PauseAsync(run);
        await ResumeAsync(run);
        await bench.WatchAsync(run);

        var requests = (await bench.ResultAsync(run)).Targets[0].Tests["throughput"].Requests;
        requests.ShouldBe(new RequestCounts(requests.Planned - requests.NotSent, 0, 0, requests.NotSent));
        // What is due at the end is not sent when it is late by a second, as it may be on a busy machine.
        requests.NotSent.ShouldBeLessThanOrEqualTo(RatePerSecond);
        requests.Planned.ShouldBeGreaterThan(40);
        (bench.ReceivedBy(SimulatedProfiles.Held) - before).ShouldBe(requests.Succeeded);
    }

    [Fact]
    public async Task A_budget_is_used_up_exactly_whatever_a_pause_gave_back()
    {
        var plan = Plan(bench.Target(SimulatedProfiles.Held), Test("latency", ("iterations", 60), ("concurrency", 6)));
        plan["budget"] = new JsonObject { ["requests"] = 30 };
        var (before, run) = await StartPlanAsync(plan);

        await PauseAsync(run);
        await ResumeAsync(run);
        await bench.WatchAsync(run);

        var result = await bench.ResultAsync(run);
        (result.Status, result.Targets[0].Tests["latency"].Requests).ShouldBe((RunStatus.BudgetExhausted, new RequestCounts(30, 0, 0, 30)));
        (bench.ReceivedBy(SimulatedProfiles.Held) - before).ShouldBe(30);
    }

    [Fact]
    public async Task A_paused_run_that_is_cancelled_accounts_for_what_it_did_not_send()
    {
        var (before, run) = await StartAsync(Test("latency", ("iterations", 60), ("concurrency", 6)));

        await PauseAsync(run);
        (await TellAsync(run, "cancel")).Dispose();
        await bench.WatchAsync(run);

        var result = await bench.ResultAsync(run);
        var requests = result.Targets[0].Tests["latency"].Requests;
        result.Status.ShouldBe(RunStatus.Cancelled);
        requests.Succeeded.ShouldBe(bench.ReceivedBy(SimulatedProfiles.Held) - before);
        (requests.Failed, requests.Lost, requests.NotSent).ShouldBe((0, 0, 60 - requests.Succeeded));
    }

    [Fact]
    public async Task A_run_that_waits_can_be_paused_and_lets_those_behind_it_go_first()
    {
        var (_, first) = await StartAsync(Test("latency", ("iterations", 60), ("concurrency", 6)));
        var waiting = await bench.SubmitAsync(Plan(SteadyTarget(), Test("latency", ("iterations", 2))));
        var behind = await bench.SubmitAsync(Plan(SteadyTarget(), Test("latency", ("iterations", 2))));

        (await PauseAsync(waiting.RunId)).StartedAt.ShouldBeNull();
        await bench.WatchAsync(first);
        await bench.WatchAsync(behind.RunId);
        await ResumeAsync(waiting.RunId);

        (await bench.WatchAsync(waiting.RunId)).Status.ShouldBe(RunStatus.Completed);
        (await bench.ResultAsync(waiting.RunId)).Pauses.ShouldBeNull("it was not paused while it was measured");
    }

    private Task<(long ReceivedBefore, string Run)> StartAsync(JsonObject test) => StartPlanAsync(Plan(bench.Target(SimulatedProfiles.Held), test));

    private async Task<(long ReceivedBefore, string Run)> StartPlanAsync(JsonObject plan)
    {
        var before = bench.ReceivedBy(SimulatedProfiles.Held);
        var run = await bench.SubmitAsync(plan);
        await bench.WatchAsync(run.RunId, view => view.Tests![0].Succeeded > 3);
        return (before, run.RunId);
    }

    private async Task<RunView> PauseAsync(string run)
    {
        using var response = await TellAsync(run, "pause");
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync());
        return await bench.WatchAsync(run, view => view.Status is RunStatus.Paused);
    }

    private async Task ResumeAsync(string run)
    {
        using var response = await TellAsync(run, "resume");
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync());
    }

    private async Task<string> RefusalAsync(string run, string command)
    {
        using var response = await TellAsync(run, command);
        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        return (await response.Content.ReadFromJsonAsync(ApiJson.Default.ProblemView))!.Detail!;
    }

    private Task<HttpResponseMessage> TellAsync(string run, string command) => bench.Http.PostAsync($"/api/v1/runs/{run}/{command}", null);

    private JsonObject SteadyTarget() => bench.Target(SimulatedProfiles.Steady);

    private static JsonObject Plan(JsonObject target, JsonObject test) => new()
    {
        ["targets"] = new JsonArray(target),
        ["tests"] = new JsonArray(test),
    };

    private static JsonObject Test(string type, params (string Name, int Value)[] fields)
    {
        var test = new JsonObject { ["type"] = type };
        foreach (var (name, value) in fields)
            test[name] = value;
        return test;
    }
}

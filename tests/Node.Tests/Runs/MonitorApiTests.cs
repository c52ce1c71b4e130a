using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Monitors;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Node.Tests.Runs;

/// <summary>Monitors as their users meet them.</summary>
public sealed class MonitorApiTests(BenchFixture bench) : IClassFixture<BenchFixture>
{
    private const string Path = "/api/v1/monitors";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task What_is_wrong_with_a_monitor_is_told_at_once_and_by_name()
    {
        using var response = await PostAsync("""
            name: ''
            schedule: { cron: 'every day', time_zone: Mars/Olympus, jitter: 2h }
            missed: perhaps
            spend: { daily_usd: -1 }
            slos: [ 'success_rate >= 200%' ]
            plan: { targets: [ nobody/m ], tests: [ latency ] }
            """);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = (await response.Content.ReadFromJsonAsync(ApiJson.Default.ProblemView))!;
        problem.Type.ShouldBe("/problems/invalid-monitor");
        problem.Errors!.Select(error => error.Path).ShouldBe(
            ["schedule.cron", "schedule.time_zone", "schedule.jitter", "name", "missed", "spend.daily_usd", "slos[0].objective", "plan.targets[0].provider"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/history")]
    [InlineData("GET", "/slo")]
    [InlineData("GET", "/next")]
    [InlineData("POST", "/enable")]
    [InlineData("POST", "/disable")]
    [InlineData("POST", "/run")]
    [InlineData("DELETE", "")]
    public async Task A_monitor_that_is_not_known_is_a_problem_that_says_so(string method, string part)
    {
        using var response = await bench.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), $"{Path}/nobody{part}"));

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadFromJsonAsync(ApiJson.Default.ProblemView))!.Type.ShouldBe("/problems/no-such-monitor");
    }

    [Fact]
    public async Task A_monitor_is_made_once_put_as_often_as_one_likes_and_forgotten()
    {
        var document = Document("Made once", "0 3 1 1 *");
        using var made = await PostAsync(document.ToJsonString());
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        made.Headers.Location!.ToString().ShouldBe($"{Path}/made-once");
        using var again = await PostAsync(document.ToJsonString());
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);

        using var same = await PutAsync("made-once", document);
        (await ViewOf(same)).Revision.ShouldBe(1);
        document["enabled"] = false;
        using var changed = await PutAsync("made-once", document);
        var view = await ViewOf(changed);
        view.Revision.ShouldBe(2);
        view.Enabled.ShouldBeFalse();
        view.NextAt.ShouldBeNull();
        JsonNode.DeepEquals(JsonNode.Parse(view.Definition!.Value.GetRawText()), document).ShouldBeTrue();
        using var stale = await PutAsync("made-once", document, "\"1\"");
        stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);

        using var removed = await bench.Http.DeleteAsync($"{Path}/made-once");
        removed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_monitor_fires_by_its_schedule_and_tells_what_it_measured()
    {
        var document = Document("Each second", "* * * * * *");
        document["slos"] = new JsonArray("success_rate >= 90%", "latency < 10m for 99%");
        using var made = await PutAsync("each-second", document);
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());

        var firings = await WhenAsync(list => list.Firings.Count(firing => firing.Status is FiringStatus.Passed) >= 2, "each-second");
        using var disabled = await bench.Http.PostAsync($"{Path}/each-second/disable", null);
        disabled.StatusCode.ShouldBe(HttpStatusCode.OK);

        var passed = firings.Firings.Where(firing => firing.Status is FiringStatus.Passed).ToList();
        passed.Select(firing => firing.Due).ShouldBeUnique();
        passed.ShouldAllBe(firing => firing.Requests!.Value.Succeeded == 2 && firing.CostUsd > 0 && firing.LatencyP95Ms > 0);
        await WhenAsync(list => list.Firings.All(firing => firing.Status is not FiringStatus.Running), "each-second");
        var runs = (await bench.Http.GetFromJsonAsync($"/api/v1/runs?monitor=each-second&limit=500", ApiJson.Default.RunListView))!.Runs;
        runs.ShouldAllBe(run => run.Monitor == "each-second");
        var slos = (await bench.Http.GetFromJsonAsync($"{Path}/each-second/slo", ApiJson.Default.SloListView))!.Slos;
        slos.Count.ShouldBe(2);
        slos.ShouldAllBe(slo => slo.Total == 2 * runs.Count && slo.Good == slo.Total && slo.BudgetLeft == 1);
        var view = await bench.Http.GetFromJsonAsync($"{Path}/each-second", ApiJson.Default.MonitorView);
        view!.Uptime[0].Share.ShouldBe(1);
        view.Spend.TodayUsd.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_monitor_is_fired_by_hand_but_not_twice_at_a_time_and_fails_when_a_threshold_does_not_hold()
    {
        var document = Document("By hand", "0 3 1 1 *");
        document["plan"]!["thresholds"] = new JsonArray("latency.p50 > 1m");
        document["plan"]!["tests"] = new JsonArray(new JsonObject { ["type"] = "latency", ["load"] = new JsonObject { ["model"] = "constant_rate", ["rate"] = 4, ["duration"] = "3s" } });
        using var made = await PutAsync("by-hand", document);

        using var first = await bench.Http.PostAsync($"{Path}/by-hand/run", null);
        first.StatusCode.ShouldBe(HttpStatusCode.Accepted, await first.Content.ReadAsStringAsync());
        using var second = await bench.Http.PostAsync($"{Path}/by-hand/run", null);
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);

        var firing = (await WhenAsync(list => list.Firings is [{ Status: not FiringStatus.Running }, ..], "by-hand")).Firings[0];
        firing.Status.ShouldBe(FiringStatus.Failed);
        firing.Reason!.ShouldContain("latency.p50 > 1m");
    }

    [Fact]
    public async Task A_schedule_tells_when_it_would_fire_before_there_is_a_monitor()
    {
        var next = await bench.Http.GetFromJsonAsync($"{Path}/next?cron=0+3+*+*+*&time_zone=Europe/Berlin&count=3", ApiJson.Default.NextFiringsView);

        next!.Firings.Count.ShouldBe(3);
        next.Firings.ShouldAllBe(firing => firing.Local.Hour == 3 && firing.At == firing.Due);
        using var wrong = await bench.Http.GetAsync($"{Path}/next?cron=never");
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private JsonObject Document(string name, string cron) => new()
    {
        ["name"] = name,
        ["schedule"] = new JsonObject { ["cron"] = cron, ["time_zone"] = "Europe/Berlin" },
        ["spend"] = new JsonObject { ["daily_usd"] = 5 },
        ["plan"] = new JsonObject
        {
            ["targets"] = new JsonArray(bench.Target(SimulatedProfiles.Steady)),
            ["tests"] = new JsonArray(new JsonObject { ["type"] = "latency", ["iterations"] = 2 }),
        },
    };

    private async Task<FiringListView> WhenAsync(Func<FiringListView, bool> isEnough, string monitor)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var list = (await bench.Http.GetFromJsonAsync($"{Path}/{monitor}/history", ApiJson.Default.FiringListView, patience.Token))!;
            if (isEnough(list))
                return list;
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    private Task<HttpResponseMessage> PostAsync(string text) => bench.Http.PostAsync(Path, new StringContent(text, Encoding.UTF8, "application/yaml"));

    private Task<HttpResponseMessage> PutAsync(string id, JsonObject document, string? match = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"{Path}/{id}") { Content = new StringContent(document.ToJsonString(), Encoding.UTF8, "application/json") };
        if (match is not null)
            request.Headers.TryAddWithoutValidation("If-Match", match);
        return bench.Http.SendAsync(request);
    }

    private static async Task<MonitorView> ViewOf(HttpResponseMessage response) =>
        JsonSerializer.Deserialize(await response.Content.ReadAsStringAsync(), ApiJson.Default.MonitorView)!;
}

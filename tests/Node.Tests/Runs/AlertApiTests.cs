using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Tests.Alerts;
using AkkaApiBench.Node.Tests.Journal.Watching;
using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Node.Tests.Runs;

/// <summary>Alerts from what goes wrong at a provider to what people receive, on a node and over HTTP.</summary>
public sealed class AlertApiTests(AlertBench bench) : IClassFixture<AlertBench>
{
    private const int MinutesBefore = 300;
    private const int MinutesAfter = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_provider_that_gets_slow_is_told_of_and_that_it_is_fast_again()
    {
        await bench.RunAsync(Plan("degrading", SimulatedProfiles.Held));
        var firing = (await bench.Receiver.WaitAsync(1, posted => IsOf(posted, "plan", "degrading")))[0];
        await bench.RunAsync(Plan("degrading", SimulatedProfiles.Steady));
        var resolved = (await bench.Receiver.WaitAsync(2, posted => IsOf(posted, "plan", "degrading")))[1];

        firing.IsSignedWith(AlertBench.Secret).ShouldBeTrue();
        (firing.Body.GetProperty("status").GetString(), resolved.Body.GetProperty("status").GetString()).ShouldBe(("firing", "resolved"));
        var labels = firing.Body.GetProperty("alerts")[0].GetProperty("labels");
        (labels.GetProperty("alertname").GetString(), labels.GetProperty("severity").GetString(), labels.GetProperty("threshold").GetString())
            .ShouldBe(("missed", "CRITICAL", "latency.p50 < 350ms"));
        FingerprintOf(resolved).ShouldBe(FingerprintOf(firing));
        resolved.Headers["webhook-id"].ShouldNotBe(firing.Headers["webhook-id"]);
    }

    [Fact]
    public async Task An_anomaly_that_a_journal_finds_is_told_of_and_its_end()
    {
        var target = new TargetId("openai/gpt-4o-mini@127.0.0.1:1");
        using var patience = new CancellationTokenSource(Patience);
        const int UpToEnd = MinutesBefore + TwoDays.StepLength;
        var windows = TwoDays.ToCome(target, MinutesBefore, UpToEnd + MinutesAfter);
        await bench.Services.FeedAsync(windows.Take(UpToEnd), patience.Token);
        var firing = (await bench.Receiver.WaitAsync(1, one => IsOf(one, "target", target.Value)))[0];
        await bench.Services.FeedAsync(windows.Skip(UpToEnd), patience.Token);

        var labels = firing.Body.GetProperty("alerts")[0].GetProperty("labels");
        (labels.GetProperty("metric").GetString(), labels.GetProperty("kind").GetString()).ShouldBe(("latency.p50", "latency_spike"));
        (await bench.Receiver.WaitAsync(1, one => IsOf(one, "target", target.Value) && one.Body.GetProperty("status").GetString() == "resolved")).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_budget_that_ends_a_run_is_told_of()
    {
        var plan = Plan("bounded", SimulatedProfiles.Steady);
        plan["budget"] = new JsonObject { ["requests"] = 5 };
        plan.Remove("thresholds");
        await bench.RunAsync(plan);

        var posted = (await bench.Receiver.WaitAsync(1, one => IsOf(one, "plan", "bounded")))[0];

        posted.Body.GetProperty("commonAnnotations").GetProperty("summary").GetString()!.ShouldEndWith("of bounded was ended by its budget");
    }

    [Fact]
    public async Task An_alert_is_listed_shown_and_taken_care_of()
    {
        await bench.RunAsync(Plan("cared for", SimulatedProfiles.Held));
        await bench.Receiver.WaitAsync(1, posted => IsOf(posted, "plan", "cared for"));
        var alert = (await bench.Http.GetFromJsonAsync("/api/v1/alerts?state=firing&severity=CRITICAL", ApiJson.Default.AlertListView))!
            .Alerts.Single(one => one.Labels["plan"] == "cared for");

        using var response = await bench.Http.PostAsync($"/api/v1/alerts/{alert.AlertId}/acknowledge", Json("""{ "by": "anna", "note": "seen" }"""));
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        using var again = await bench.Http.PostAsync($"/api/v1/alerts/{alert.AlertId}/acknowledge", content: null);
        var shown = (await bench.Http.GetFromJsonAsync($"/api/v1/alerts/{alert.AlertId}", ApiJson.Default.AlertView))!;

        (shown.State, shown.Acknowledged!.By, shown.Acknowledged.Note, shown.Severity).ShouldBe((AlertState.Acknowledged, "anna", "seen", Severity.Critical));
        shown.History!.Select(moment => moment.What).ShouldContain("acknowledged");
        shown.Messages!.ShouldNotBeEmpty();
        shown.Messages.ShouldAllBe(message => message.Channel == "hook");
    }

    [Fact]
    public async Task A_silence_is_made_listed_and_ended_and_holds_back_meanwhile()
    {
        using var made = await bench.Http.PostAsync("/api/v1/silences", Json(
            """{ "matchers": [{ "name": "plan", "value": "hu.*ed", "is_regex": true }], "duration": "1h", "created_by": "anna", "comment": "quiet" }"""));
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        var silence = (await made.Content.ReadFromJsonAsync(ApiJson.Default.SilenceView))!;
        made.Headers.Location!.ToString().ShouldBe($"/api/v1/silences/{silence.SilenceId}");
        await bench.RunAsync(Plan("hushed", SimulatedProfiles.Held));
        await WhenAsync(alert => alert.Labels["plan"] == "hushed" && alert.State is AlertState.Silenced && alert.SilencedBy.Contains(silence.SilenceId));

        bench.Receiver.Posted.ShouldNotContain(posted => IsOf(posted, "plan", "hushed"));
        (await bench.Http.GetFromJsonAsync("/api/v1/silences", ApiJson.Default.SilenceListView))!.Silences.ShouldContain(one => one.SilenceId == silence.SilenceId && one.State == SilenceState.Active);
        using var ended = await bench.Http.DeleteAsync($"/api/v1/silences/{silence.SilenceId}");
        (await ended.Content.ReadFromJsonAsync(ApiJson.Default.SilenceView))!.State.ShouldBe(SilenceState.Expired);
        await bench.Receiver.WaitAsync(1, posted => IsOf(posted, "plan", "hushed"));
    }

    [Fact]
    public async Task Alerts_are_told_live()
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var stream = await bench.Http.GetStreamAsync("/api/v1/events?events=alert", patience.Token);
        await bench.RunAsync(Plan("live", SimulatedProfiles.Held));

        await foreach (var item in SseParser.Create(stream).EnumerateAsync(patience.Token))
        {
            if (item.EventType != "alert")
                continue;
            var alert = JsonSerializer.Deserialize(item.Data, ApiJson.Default.AlertView)!;
            if (alert.Labels.GetValueOrDefault("plan") != "live")
                continue;
            alert.State.ShouldBe(AlertState.Firing);
            break;
        }
    }

    [Fact]
    public async Task A_channel_is_tested_and_tells_what_its_receiver_said()
    {
        var good = (await TestAsync("hook"))!;
        var bad = (await TestAsync("gone"))!;

        (good.Delivered, good.Detail).ShouldBe((true, "HTTP 200"));
        (bad.Delivered, bad.WouldRetry, bad.Detail).ShouldBe((false, true, "no answer: ConnectionError"));
        await bench.Receiver.WaitAsync(1, posted => IsOf(posted, "alertname", "Test") && posted.IsSignedWith(AlertBench.Secret));
    }

    [Fact]
    public async Task How_alerts_are_configured_is_shown_without_anything_secret()
    {
        var shown = await bench.Http.GetStringAsync("/api/v1/alerts/config");

        JsonNode.Parse(shown)!["channels"]![0]!["name"]!.GetValue<string>().ShouldBe("hook");
        shown.ShouldNotContain("/hook");
        shown.ShouldNotContain(AlertBench.Secret);
    }

    [Theory]
    [InlineData("GET", "/api/v1/alerts?state=loud", null, 400, "state: 'loud' is not allowed; allowed: one or more, with commas between, of pending, firing")]
    [InlineData("GET", "/api/v1/alerts?severity=bad", null, 400, "severity: 'bad' is not allowed; allowed: the least severity: LOW, MEDIUM, HIGH, CRITICAL")]
    [InlineData("GET", "/api/v1/alerts?limit=0", null, 400, "limit: 0 is not allowed")]
    [InlineData("GET", "/api/v1/alerts/nobody", null, 404, "alert nobody is not known")]
    [InlineData("POST", "/api/v1/alerts/nobody/acknowledge", null, 404, "alert nobody is not known")]
    [InlineData("POST", "/api/v1/alerts/test", null, 400, "channel: missing")]
    [InlineData("POST", "/api/v1/alerts/test?channel=nobody", null, 404, "channel: 'nobody' is not allowed; allowed: hook, gone")]
    [InlineData("GET", "/api/v1/silences/nobody", null, 404, "silence nobody is not known")]
    [InlineData("DELETE", "/api/v1/silences/nobody", null, 404, "silence nobody is not known")]
    [InlineData("POST", "/api/v1/silences", "[]", 400, "the body: this text is not allowed")]
    [InlineData("POST", "/api/v1/silences", """{ "matchers": [] }""", 400, "duration: ")]
    [InlineData("POST", "/api/v1/silences", """{ "matchers": [{ "name": "a", "value": "(", "is_regex": true }], "duration": "1h" }""", 400, "matchers[0].value: '(' is not allowed; allowed: a regular expression")]
    [InlineData("POST", "/api/v1/silences", """{ "matchers": [{ "name": "a", "value": "b" }], "ends_at": "2020-01-01T00:00:00Z" }""", 400, "ends_at: '2020-01-01T00:00:00Z' is not allowed")]
    [InlineData("POST", "/api/v1/silences", """{ "matchers": [{ "name": "a", "value": "b" }], "duration": "1h", "until": 1 }""", 400, "until: this field is not allowed")]
    [InlineData("POST", "/api/v1/silences", """{ "matchers": [{ "name": "a", "value": "b" }], "duration": "1h", "starts_at": "9999-12-31T23:59:59Z" }""", 400, "starts_at: '9999-12-31T23:59:59Z' is not allowed; allowed: a time within a year from now")]
    public async Task What_is_not_allowed_is_named(string method, string path, string? body, int status, string detail)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : Json(body) };
        using var response = await bench.Http.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await response.Content.ReadFromJsonAsync(ApiJson.Default.ProblemView))!.Detail!.ShouldStartWith(detail);
    }

    /// <summary>Answers take 390 ms, or some.</summary>
    private JsonObject Plan(string name, Profile profile) => new()
    {
        ["name"] = name,
        ["targets"] = new JsonArray(bench.Target(profile)),
        ["tests"] = new JsonArray(new JsonObject { ["type"] = "latency", ["iterations"] = 10 }),
        ["thresholds"] = new JsonArray("latency.p50 < 350ms"),
    };

    /// <summary>Minutes of load pass at once.</summary>
    private async Task WhenAsync(Func<AlertView, bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!(await bench.Http.GetFromJsonAsync("/api/v1/alerts", ApiJson.Default.AlertListView, patience.Token))!.Alerts.Any(alert => alert.Labels.ContainsKey("plan") && isSo(alert)))
            await timer.WaitForNextTickAsync(patience.Token);
    }

    private async Task<ChannelTestView?> TestAsync(string channel)
    {
        using var response = await bench.Http.PostAsync($"/api/v1/alerts/test?channel={channel}", content: null);
        return await response.Content.ReadFromJsonAsync(ApiJson.Default.ChannelTestView);
    }

    private static bool IsOf(Posted posted, string label, string value) =>
        posted.Body.GetProperty("alerts")[0].GetProperty("labels").TryGetProperty(label, out var found) && found.GetString() == value;

    private static string FingerprintOf(Posted posted) => posted.Body.GetProperty("alerts")[0].GetProperty("fingerprint").GetString()!;

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}

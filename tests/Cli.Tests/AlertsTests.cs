using System.Text.Json.Nodes;
using AkkaApiBench.Cli.Tests.Fakes;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Tests;

/// <summary><c>apibench alerts</c>, and <c>apibench monitors delete</c>.</summary>
public sealed class AlertsTests : IDisposable
{
    private readonly TestWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("alerts silence target --for 2h --gateway http://127.0.0.1:1", "MATCHER: 'target' is not allowed; allowed: LABEL=VALUE, LABEL!=VALUE, LABEL=~REGEX or LABEL!~REGEX")]
    [InlineData("alerts silence target=a --gateway http://127.0.0.1:1", "--for")]
    [InlineData("alerts ack --gateway http://127.0.0.1:1", "'apibench alerts ack --help' shows what there is.")]
    public async Task What_cannot_be_asked_is_wrong_usage(string line, string said)
    {
        (await _world.RunAsync(line.Split(' '))).ShouldBe(ExitCode.Usage);

        _world.Error.ShouldContain(said);
        _world.Error.ShouldNotContain("unexpected");
    }

    [Fact]
    public async Task Alerts_are_listed_with_what_was_asked_for()
    {
        await using var gateway = await FakeGateway.StartAsync(script => script.Serve(
            "alerts", new AlertListView([FakeAlerts.Firing], FakeAlerts.Firing.AlertId), ApiJson.Default.AlertListView));

        (await TellAsync(gateway, "alerts", "list", "--state", "firing", "--severity", "HIGH", "--target", "openai/*")).ShouldBe(ExitCode.Done);

        _world.Out.ShouldMatch(@"1795521600000-5d41\W+firing\W+HIGH");
        _world.Out.ShouldContain("There are more: --before 1795521600000-5d41");
        gateway.Asked.ShouldHaveSingleItem().ShouldBe("GET /api/v1/alerts?state=firing&severity=HIGH&target=openai%2F%2A");
    }

    [Fact]
    public async Task An_alert_is_shown_with_what_happened_and_taken_care_of()
    {
        await using var gateway = await FakeGateway.StartAsync(script => script.Serve("alerts/{id}", FakeAlerts.Firing, ApiJson.Default.AlertView)
            .Serve("alerts/{id}/acknowledge", FakeAlerts.Firing with { State = AlertState.Acknowledged }, ApiJson.Default.AlertView));

        (await TellAsync(gateway, "alerts", "show", "a1")).ShouldBe(ExitCode.Done);
        (await TellAsync(gateway, "alerts", "ack", "a1", "--note", "seen", "--json")).ShouldBe(ExitCode.Done);

        _world.Out.ShouldContain("latency is twice as high");
        _world.Out.ShouldContain("\"state\":\"acknowledged\"");
        gateway.Asked.ShouldBe(["GET /api/v1/alerts/a1", "POST /api/v1/alerts/a1/acknowledge"]);
        JsonNode.Parse(gateway.Bodies.Last())!["note"]!.GetValue<string>().ShouldBe("seen");
    }

    [Fact]
    public async Task A_silence_says_what_it_matches()
    {
        await using var gateway = await FakeGateway.StartAsync(script => script.Serve("silences", FakeAlerts.Silence, ApiJson.Default.SilenceView));

        (await TellAsync(gateway, "alerts", "silence", "target=~openai/.*", "severity!=CRITICAL", "--for", "2h", "--comment", "quiet")).ShouldBe(ExitCode.Done);

        var body = JsonNode.Parse(gateway.Bodies.Single())!;
        body["duration"]!.GetValue<string>().ShouldBe("2h");
        body["matchers"]!.ToJsonString().ShouldBe(
            """[{"name":"target","value":"openai/.*","is_regex":true,"is_equal":true},{"name":"severity","value":"CRITICAL","is_regex":false,"is_equal":false}]""");
        _world.Out.ShouldContain("target=~\"openai/.*\"");
    }

    [Fact]
    public async Task Silences_are_listed_and_ended()
    {
        await using var gateway = await FakeGateway.StartAsync(script => script.Serve("silences", new SilenceListView([FakeAlerts.Silence]), ApiJson.Default.SilenceListView)
            .Serve("silences/{id}", FakeAlerts.Silence with { State = SilenceState.Expired }, ApiJson.Default.SilenceView));

        (await TellAsync(gateway, "alerts", "silences")).ShouldBe(ExitCode.Done);
        (await TellAsync(gateway, "alerts", "expire", "s1")).ShouldBe(ExitCode.Done);

        _world.Out.ShouldContain("active");
        _world.Out.ShouldContain("expired");
        gateway.Asked.Last().ShouldBe("DELETE /api/v1/silences/s1");
    }

    [Theory]
    [InlineData(true, "team: delivered (HTTP 200)")]
    [InlineData(false, "team: refused (HTTP 404)")]
    public async Task A_channel_that_does_not_deliver_fails_its_test(bool isDelivered, string said)
    {
        await using var gateway = await FakeGateway.StartAsync(script => script.Serve(
            "alerts/test", new ChannelTestView("team", isDelivered, WouldRetry: false, isDelivered ? "HTTP 200" : "HTTP 404", 3), ApiJson.Default.ChannelTestView));

        (await TellAsync(gateway, "alerts", "test", "team")).ShouldBe(isDelivered ? ExitCode.Done : ExitCode.Failed);

        _world.Out.ShouldContain(said);
        gateway.Asked.ShouldBe(["POST /api/v1/alerts/test?channel=team"]);
    }

    [Fact]
    public async Task A_monitor_is_forgotten_and_shown_once_more()
    {
        await using var gateway = await FakeGateway.StartAsync(script => script.Serve("monitors/{id}", FakeAlerts.Monitor, ApiJson.Default.MonitorView));

        (await TellAsync(gateway, "monitors", "delete", "nightly")).ShouldBe(ExitCode.Done);

        _world.Out.ShouldContain("nightly Nightly: forgotten");
        gateway.Asked.ShouldBe(["GET /api/v1/monitors/nightly", "DELETE /api/v1/monitors/nightly"]);
    }

    private Task<ExitCode> TellAsync(FakeGateway gateway, params string[] args) => _world.RunAsync([.. args, "--gateway", gateway.Address.AbsoluteUri]);
}

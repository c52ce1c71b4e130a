using System.Text.Json;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Node.Alerts.Channels;
using AkkaApiBench.Providers.Outbound;
using Microsoft.AspNetCore.Http;

namespace AkkaApiBench.Node.Tests.Alerts;

/// <summary>What channels send, as their receivers want it, and what they make of the answers.</summary>
public sealed class ChannelTests : IAsyncLifetime, IDisposable
{
    private const string Secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private readonly TemporaryFolder _folder = new();
    private readonly ChannelHttp _http = new(OutboundAddressPolicy.Unrestricted.CreateHandler, TimeProvider.System);
    private Receiver _receiver = null!;

    private string SecretReference => $"file:{_folder.File("secret")}";

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(_folder.File("secret"), Secret + "\n");
        _receiver = await Receiver.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _receiver.DisposeAsync();
        _http.Dispose();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_webhook_is_signed_and_has_the_fields_of_Alertmanager()
    {
        var channel = new WebhookChannel(_http, _receiver.UrlOf("/hook"), SecretReference, TimeProvider.System);

        var delivery = await channel.SendAsync(
            SampleAlerts.Message(NotificationKind.Firing, [SampleAlerts.Alert("openai/gpt")], SampleAlerts.Alert("openai/old", isOver: true)), CancellationToken.None);

        delivery.ShouldBeOfType<Delivery.Done>().Detail.ShouldBe("HTTP 200");
        var posted = _receiver.Posted.ShouldHaveSingleItem();
        posted.IsSignedWith(Secret).ShouldBeTrue();
        posted.Headers["webhook-id"].ShouldBe("msg_1");
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(posted.Headers["webhook-timestamp"], System.Globalization.CultureInfo.InvariantCulture)).ShouldBeGreaterThan(SampleAlerts.Start.AddYears(-1));
        posted.Headers["Content-Type"].ShouldBe("application/json");
        var body = posted.Body;
        (body.GetProperty("version").GetString(), body.GetProperty("status").GetString(), body.GetProperty("receiver").GetString(), body.GetProperty("groupKey").GetString())
            .ShouldBe(("4", "firing", "ops", "slow/{}"));
        body.GetProperty("truncatedAlerts").GetInt32().ShouldBe(0);
        body.GetProperty("groupLabels").GetProperty("target").GetString().ShouldBe("openai/gpt");
        body.GetProperty("commonLabels").TryGetProperty("target", out _).ShouldBeFalse();
        body.GetProperty("commonLabels").GetProperty("alertname").GetString().ShouldBe("slow");
        body.GetProperty("externalURL").GetString().ShouldBe("https://bench.example/");
        var alerts = body.GetProperty("alerts").EnumerateArray().ToList();
        alerts.Select(alert => alert.GetProperty("status").GetString()).ShouldBe(["firing", "resolved"]);
        alerts[0].GetProperty("endsAt").GetDateTime().Year.ShouldBe(1);
        alerts[1].GetProperty("endsAt").GetDateTimeOffset().ShouldBe(SampleAlerts.Start.AddMinutes(5));
        alerts[0].GetProperty("generatorURL").GetString().ShouldBe("https://bench.example/alerts/alert-openai/gpt");
        posted.Body.GetRawText().ShouldNotContain("whsec_");
    }

    [Fact]
    public async Task Slack_gets_blocks_within_its_limits_with_a_link_to_a_chart()
    {
        var many = Enumerable.Range(0, 30).Select(number => SampleAlerts.Alert($"openai/gpt-{number}", new string('<', 5000))).ToList();
        var channel = new SlackChannel(_http, ReferenceTo(_receiver.UrlOf("/services/T0/B0/secret")));

        (await channel.SendAsync(SampleAlerts.Message(NotificationKind.Firing, [SampleAlerts.Alert("openai/gpt"), .. many]), CancellationToken.None)).ShouldBeOfType<Delivery.Done>();

        var body = _receiver.Posted.ShouldHaveSingleItem().Body;
        body.GetProperty("text").GetString().ShouldBe("[FIRING:31] slow (openai/gpt)");
        var blocks = body.GetProperty("blocks").EnumerateArray().ToList();
        blocks.Count.ShouldBeLessThanOrEqualTo(50);
        (blocks[0].GetProperty("type").GetString(), blocks[0].GetProperty("text").GetProperty("type").GetString()).ShouldBe(("header", "plain_text"));
        blocks[0].GetProperty("text").GetProperty("text").GetString()!.Length.ShouldBeLessThanOrEqualTo(150);
        blocks[1].GetProperty("text").GetProperty("text").GetString()
            .ShouldBe("*HIGH* latency is &lt;twice&gt; as high &amp; rising <https://bench.example/targets/openai%2Fgpt|chart>");
        blocks.Skip(1).SkipLast(1).ShouldAllBe(block => block.GetProperty("type").GetString() == "section" && block.GetProperty("text").GetProperty("type").GetString() == "mrkdwn"
            && block.GetProperty("text").GetProperty("text").GetString()!.Length <= 3000);
        blocks[^1].GetProperty("elements")[0].GetProperty("text").GetString().ShouldBe("and 11 more");
    }

    [Fact]
    public async Task PagerDuty_gets_events_that_trigger_acknowledge_and_resolve_one_incident()
    {
        await File.WriteAllTextAsync(_folder.File("key"), "R0UTINGKEY");
        var channel = new PagerDutyChannel(_http, _receiver.UrlOf("/v2/enqueue"), $"file:{_folder.File("key")}");
        var firing = SampleAlerts.Alert("openai/gpt", new string('x', 3000), severity: Severity.Critical);

        foreach (var message in new[]
        {
            SampleAlerts.Message(NotificationKind.Firing, [firing]), SampleAlerts.Message(NotificationKind.Acknowledged, [firing]),
            SampleAlerts.Message(NotificationKind.Resolved, [], SampleAlerts.Alert("openai/gpt", isOver: true)),
        })
            (await channel.SendAsync(message, CancellationToken.None)).ShouldBeOfType<Delivery.Done>();

        var events = _receiver.Posted.Select(posted => posted.Body).ToList();
        events.Select(body => body.GetProperty("event_action").GetString()).ShouldBe(["trigger", "acknowledge", "resolve"]);
        events.Select(body => body.GetProperty("dedup_key").GetString()).Distinct().ShouldHaveSingleItem()!.Length.ShouldBeInRange(1, 255);
        events.ShouldAllBe(body => body.GetProperty("routing_key").GetString() == "R0UTINGKEY");
        var payload = events[0].GetProperty("payload");
        payload.GetProperty("summary").GetString()!.Length.ShouldBe(1024);
        (payload.GetProperty("source").GetString(), payload.GetProperty("severity").GetString(), payload.GetProperty("class").GetString()).ShouldBe(("openai/gpt", "critical", "latency_spike"));
        payload.GetProperty("timestamp").GetDateTimeOffset().ShouldBe(SampleAlerts.Start);
    }

    [Fact]
    public async Task Teams_gets_an_adaptive_card()
    {
        var channel = new TeamsChannel(_http, ReferenceTo(_receiver.UrlOf("/workflows/secret")));

        (await channel.SendAsync(SampleAlerts.Message(NotificationKind.Firing, [SampleAlerts.Alert("openai/gpt")]), CancellationToken.None)).ShouldBeOfType<Delivery.Done>();

        var body = _receiver.Posted.ShouldHaveSingleItem().Body;
        body.GetProperty("type").GetString().ShouldBe("message");
        var attachment = body.GetProperty("attachments")[0];
        attachment.GetProperty("contentType").GetString().ShouldBe("application/vnd.microsoft.card.adaptive");
        attachment.GetProperty("contentUrl").ValueKind.ShouldBe(JsonValueKind.Null);
        var card = attachment.GetProperty("content");
        (card.GetProperty("type").GetString(), card.GetProperty("version").GetString()).ShouldBe(("AdaptiveCard", "1.4"));
        card.GetProperty("body").EnumerateArray().ShouldAllBe(element => element.GetProperty("type").GetString() == "TextBlock" && element.GetProperty("text").GetString()!.Length > 0);
        card.GetProperty("actions")[0].GetProperty("url").GetString().ShouldBe("https://bench.example/targets/openai%2Fgpt");
    }

    [Theory]
    [InlineData(400, "Refused")]
    [InlineData(404, "Refused")]
    [InlineData(302, "Refused")]
    [InlineData(408, "Again")]
    [InlineData(429, "Again")]
    [InlineData(503, "Again")]
    public async Task What_may_be_taken_later_is_tried_again_and_redirects_are_not_followed(int status, string outcome)
    {
        await using var receiver = await Receiver.StartAsync(status, ("Location", _receiver.UrlOf("/elsewhere")));

        var delivery = await SendAsync(receiver.UrlOf("/hook"));

        (delivery.GetType().Name, delivery.Detail).ShouldBe((outcome, $"HTTP {status}"));
        _receiver.Posted.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_time_that_a_receiver_asks_for_is_kept()
    {
        await using var receiver = await Receiver.StartAsync(StatusCodes.Status429TooManyRequests, ("Retry-After", "77"));

        (await SendAsync(receiver.UrlOf("/hook"))).ShouldBeOfType<Delivery.Again>().After.ShouldBe(TimeSpan.FromSeconds(77));
    }

    [Fact]
    public async Task Nobody_there_is_told_without_the_address_which_may_be_secret()
    {
        var url = _receiver.UrlOf("/services/T0/B0/secret");
        await _receiver.DisposeAsync();

        var delivery = (await new SlackChannel(_http, ReferenceTo(url)).SendAsync(SampleAlerts.Message(NotificationKind.Firing, [SampleAlerts.Alert("openai/gpt")]), CancellationToken.None))
            .ShouldBeOfType<Delivery.Again>();

        delivery.Detail.ShouldBe("no answer: ConnectionError");
    }

    private Task<Delivery> SendAsync(string url) => new WebhookChannel(_http, url, secret: null, TimeProvider.System)
        .SendAsync(SampleAlerts.Message(NotificationKind.Firing, [SampleAlerts.Alert("openai/gpt")]), CancellationToken.None);

    private string ReferenceTo(string url)
    {
        File.WriteAllText(_folder.File("url"), url);
        return $"file:{_folder.File("url")}";
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Akka.Actor;
using Akka.Cluster.Tools.PublishSubscribe;
using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Hosting.Serialization;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Node.Alerts;
using AkkaApiBench.Node.Alerts.Channels;
using AkkaApiBench.Node.Alerts.Configuration;
using AkkaApiBench.Node.Journal;
using AkkaApiBench.Node.Journal.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AkkaApiBench.Node.Tests.Alerts;

/// <summary>The alert manager on a real database, and a receiver on Kestrel that checks what it is sent.</summary>
public sealed class AlertManagerTests : IAsyncLifetime, IDisposable
{
    private const string Secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<(string Id, JsonElement Body, bool IsSigned, int Answer)> _received = new();
    private readonly ChannelHttp _http = new(AkkaApiBench.Providers.Outbound.OutboundAddressPolicy.Unrestricted.CreateHandler, TimeProvider.System);
    private volatile int _answer = StatusCodes.Status200OK;
    private IHost _host = null!;
    private WebApplication _receiver = null!;
    private IActorRef _manager = null!;

    public async Task InitializeAsync()
    {
        var store = JournalStore.In(_folder.Path);
        store.Prepare();
        await File.WriteAllTextAsync(_folder.File("secret"), Secret);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddApiBenchNode(
            new ClusterNodeOptions { Roles = [ClusterRoles.Journal], Embedded = true, LogLevel = LogLevel.Warning },
            (akka, _) => akka.WithContractSerialization(MessageContract.Of<ProtocolSerializer>("apibench", typeof(IProtocolMessage))).AddJournalStore(store));
        _host = builder.Build();
        await _host.StartAsync();
        var web = WebApplication.CreateSlimBuilder();
        web.Logging.ClearProviders();
        web.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        _receiver = web.Build();
        _receiver.MapPost("/hook", ReceiveAsync);
        await _receiver.StartAsync();
        _manager = Start();
    }

    public async Task DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await _host.StopAsync();
        _host.Dispose();
        _http.Dispose();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_wrong_and_then_over_is_told_signed_in_the_fields_of_Alertmanager()
    {
        await _manager.Ask<SignalTaken>(new ReportSignal(Signal(isOver: false)), Patience);
        var firing = (await ReceivedAsync(1))[0];
        await _manager.Ask<SignalTaken>(new ReportSignal(Signal(isOver: true)), Patience);
        var resolved = (await ReceivedAsync(2))[1];

        firing.IsSigned.ShouldBeTrue();
        (firing.Body.GetProperty("version").GetString(), firing.Body.GetProperty("status").GetString(), firing.Body.GetProperty("receiver").GetString())
            .ShouldBe(("4", "firing", "hook"));
        var alert = firing.Body.GetProperty("alerts")[0];
        alert.GetProperty("labels").GetProperty("alertname").GetString().ShouldBe("slow");
        alert.GetProperty("endsAt").GetString().ShouldStartWith("0001-01-01");
        resolved.Body.GetProperty("status").GetString().ShouldBe("resolved");
        resolved.Body.GetProperty("groupKey").GetString().ShouldBe(firing.Body.GetProperty("groupKey").GetString());
        resolved.Body.GetProperty("alerts")[0].GetProperty("fingerprint").GetString().ShouldBe(alert.GetProperty("fingerprint").GetString());
    }

    [Fact]
    public async Task A_restart_amid_retries_sends_the_same_message_until_it_is_taken_and_not_again()
    {
        _answer = StatusCodes.Status503ServiceUnavailable;
        await _manager.Ask<SignalTaken>(new ReportSignal(Signal(isOver: false)), Patience);
        await ReceivedAsync(1);
        await WhenAsync(alert => alert.Notifications is [{ Attempts: > 0 }]);

        await _manager.GracefulStop(Patience);
        _answer = StatusCodes.Status200OK;
        _manager = Start();
        await WhenAsync(alert => alert.Notifications is [{ State: DeliveryState.Delivered }]);
        await _manager.GracefulStop(Patience);
        _manager = Start();
        await WhenAsync(_ => true);

        _received.Select(one => one.Id).Distinct().Count().ShouldBe(1);
        _received.Count(one => one.Answer == StatusCodes.Status200OK).ShouldBe(1);
    }

    private static Signal Signal(bool isOver) => new()
    {
        Source = AlertSource.Anomaly, Subject = "openai/gpt latency.p50", IsOver = isOver, Severity = Severity.High, StartsAt = DateTimeOffset.UtcNow, Summary = "slow",
        Labels = ImmutableSortedDictionary<string, string>.Empty.SetItem("target", "openai/gpt"),
    };

    private IActorRef Start()
    {
        var options = new AlertingOptions(
            null,
            [new ChannelOptions { Name = "hook", Type = ChannelType.Webhook, Url = new Uri(_receiver.HttpAddress(), "/hook").AbsoluteUri, Secret = $"file:{_folder.File("secret")}" }],
            [new AlertRule { Name = "slow", On = AlertSource.Anomaly, GroupWait = TimeSpan.Zero, GroupInterval = TimeSpan.Zero, Channels = ["hook"] }]);
        var settings = new AlertManagerSettings(options, new AlertChannels(_http, NullLoggerFactory.Instance, TimeProvider.System), null, null, TimeProvider.System, TimeSpan.FromMilliseconds(50));
        var system = _host.Services.GetRequiredService<ActorSystem>();
        DistributedPubSub.Get(system).ShouldNotBeNull();
        return system.ActorOf(Props.Create(() => new AlertManager(settings)));
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var bytes = body.ToArray();
        var (id, timestamp, signature) = (context.Request.Headers["webhook-id"].ToString(), context.Request.Headers["webhook-timestamp"].ToString(), context.Request.Headers["webhook-signature"].ToString());
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. bytes];
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Secret["whsec_".Length..]), signed));
        context.Response.StatusCode = _answer;
        _received.Enqueue((id, JsonDocument.Parse(bytes).RootElement.Clone(), signature == expected, context.Response.StatusCode));
    }

    private async Task<List<(string Id, JsonElement Body, bool IsSigned, int Answer)>> ReceivedAsync(int count)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (_received.Count < count)
            await timer.WaitForNextTickAsync(patience.Token);
        return [.. _received];
    }

    private async Task WhenAsync(Func<AlertDetails, bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var page = await _manager.Ask<AlertPage>(new ListAlerts(10, null, [], Severity.Low, null), Patience);
            if (page.Alerts is [var alert] && isSo(await _manager.Ask<AlertDetails>(new GetAlert(alert.Alert.Id), Patience)))
                return;
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}

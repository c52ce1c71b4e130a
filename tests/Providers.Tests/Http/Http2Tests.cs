using System.Net;
using System.Security.Cryptography.X509Certificates;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Http;
using AkkaApiBench.Simulator;
using AkkaApiBench.Simulator.Profiles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AkkaApiBench.Providers.Tests.Http;

public class Http2Tests
{
    private static readonly Profile Steady = new()
    {
        Name = "steady",
        Protocol = WireProtocol.OpenAi,
        Models = ["m"],
        RequiresKey = false,
        Output = new Output { Tokens = new Constant(10) },
    };

    [Fact]
    public async Task A_server_that_speaks_HTTP_1_only_is_an_error_that_says_so()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions { Profiles = [Steady] });
        var record = await SendAsync(server.BaseUrlOf(Steady.Name), HttpChoice.Version2);

        record.Error.ShouldBe(ErrorKind.MalformedResponse, record.ErrorMessage);
        record.ErrorMessage!.ShouldContain("HTTP/2");
        record.Http.ShouldBe(HttpVersions.None);
    }

    [Fact]
    public async Task A_server_that_speaks_HTTP_2_only_is_an_error_for_HTTP_1()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions { Profiles = [Steady], Http2 = true });
        (await SendAsync(server.BaseUrlOf(Steady.Name), HttpChoice.Version11)).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task A_TLS_server_that_does_not_offer_HTTP_2_is_an_error_that_says_so()
    {
        using var certificate = Certificates.ForLocalhost();
        await using var server = new ScriptedServer(connection => connection.StallAsync(), certificate);
        using var client = Client(server.Url, HttpChoice.Version2, Certificates.Trusting(certificate));

        var failure = await client.OpenConnectionsAsync(1, default);

        failure!.Kind.ShouldBe(ErrorKind.Tls);
        failure.Message.ShouldContain("HTTP/2");
    }

    [Theory]
    [InlineData(FaultKind.CutStream)]
    [InlineData(FaultKind.ConnectionReset)]
    public async Task A_stream_that_is_reset_fails_and_others_of_the_connection_go_on(FaultKind fault)
    {
        var broken = Steady with { Name = "broken", Faults = [new Fault(fault, 1)] };
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions { Profiles = [Steady, broken], Http2 = true });
        using var client = Client(server.BaseUrlOf(broken.Name), HttpChoice.Version2);
        using var lane = client.OpenLane();

        for (var i = 0; i < 3; i++)
            (await lane.SendAsync(0, Bench.Prompt(client), default)).Error.ShouldBe(ErrorKind.ConnectionReset);
        client.ConnectionsOpened.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answers_come_over_HTTP_2_on_one_connection_with_all_their_times(bool stream)
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions { Profiles = [Steady], Http2 = true });
        using var client = Client(server.BaseUrlOf(Steady.Name), HttpChoice.Version2, stream: stream);
        (await client.OpenConnectionsAsync(20, default)).ShouldBeNull();
        var lanes = Enumerable.Range(0, 20).Select(_ => client.OpenLane()).ToList();

        for (var round = 0; round < 3; round++)
        {
            foreach (var record in await Task.WhenAll(lanes.Select(lane => lane.SendAsync(0, Bench.Prompt(client), default).AsTask())))
            {
                record.Error.ShouldBeNull(record.ErrorMessage);
                record.Http.ShouldBe(HttpVersions.Http2);
                record.Tokens.Output.ShouldBe(10);
                record.ContentEvents.ShouldBe(stream ? 10 : 0);
                record.SendDelay.ShouldNotBeNull();
                record.HeadersRead.ShouldBeGreaterThan(record.Sent);
                record.End.ShouldBeGreaterThanOrEqualTo(record.HeadersRead);
            }
        }

        client.ConnectionsOpened.ShouldBe(1);
        lanes.ForEach(lane => lane.Dispose());
    }

    [Fact]
    public async Task Sending_begins_before_the_server_sees_the_request()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions { Profiles = [Steady], Http2 = true });
        using var client = Client(server.BaseUrlOf(Steady.Name), HttpChoice.Version2);
        using var lane = client.OpenLane();
        for (var i = 0; i < 20; i++)
        {
            var record = await lane.SendAsync(0, Bench.Prompt(client), default);
            await server.Truth.WhenIdleAsync();
            record.Sent.ShouldBeLessThanOrEqualTo(server.Truth.Snapshot()[i].Arrived);
        }
    }

    [Fact]
    public async Task More_requests_than_a_connection_may_carry_get_another_one()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions { Profiles = [Steady], Http2 = true });
        using var client = Client(server.BaseUrlOf(Steady.Name), HttpChoice.Version2);
        (await client.OpenConnectionsAsync(101, default)).ShouldBeNull();
        client.ConnectionsOpened.ShouldBe(2);
    }

    [Fact]
    public async Task With_TLS_the_version_is_agreed_in_the_handshake()
    {
        using var certificate = Certificates.ForLocalhost();
        await using var server = await TlsServerAsync(certificate);
        foreach (var (choice, version) in new[] { (HttpChoice.Version2, HttpVersions.Http2), (HttpChoice.Version11, HttpVersions.Http11) })
        {
            var url = new UriBuilder(new Uri(server.Urls.First())) { Host = "localhost", Path = "/v1" }.Uri;
            using var client = Client(url, choice, Certificates.Trusting(certificate), stream: false);
            using var lane = client.OpenLane();
            var record = await lane.SendAsync(0, Bench.Prompt(client), default);

            record.Error.ShouldBeNull(record.ErrorMessage);
            record.Http.ShouldBe(version);
            client.TryTakeConnectionTimes(out var times).ShouldBeTrue();
            times.Tls.ShouldNotBeNull();
        }
    }

    private static async Task<WebApplication> TlsServerAsync(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(certificate);
        }));
        var server = builder.Build();
        server.Run(context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(Answers.Completion);
        });
        await server.StartAsync();
        return server;
    }

    private static async Task<RequestRecord> SendAsync(Uri url, HttpChoice http)
    {
        using var client = Client(url, http);
        using var lane = client.OpenLane();
        return await lane.SendAsync(0, Bench.Prompt(client), default);
    }

    private static LlmClient Client(Uri url, HttpChoice http, X509ChainPolicy? trust = null, bool stream = true) =>
        LlmClient.Create(Bench.Target(url) with { Http = http }, Bench.Workload(stream), Bench.Keys, Presets.BuiltIn, trust: trust);
}

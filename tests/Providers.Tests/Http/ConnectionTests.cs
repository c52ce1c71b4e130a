using System.Net;
using System.Net.Sockets;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Providers.Http;

namespace AkkaApiBench.Providers.Tests.Http;

public class ConnectionTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_is_used_again_after_a_complete_answer(bool stream)
    {
        await using var server = ScriptedServer.Answering(
            stream ? Answers.Stream(Answers.Text("a"), Answers.Done) : Answers.Json(Answers.Completion));
        using var client = Bench.Client(server.Url, stream);
        using var lane = client.OpenLane();
        for (var i = 0; i < 10; i++)
            (await lane.SendAsync(0, Bench.Prompt(client), default)).Error.ShouldBeNull();
        server.Accepted.ShouldBe(1);
    }

    [Fact]
    public async Task A_connection_is_used_again_after_an_HTTP_error()
    {
        await using var server = ScriptedServer.Answering(Answers.Json("{}", 500));
        using var client = Bench.Client(server.Url);
        using var lane = client.OpenLane();
        for (var i = 0; i < 3; i++)
            (await lane.SendAsync(0, Bench.Prompt(client), default)).Error.ShouldBe(ErrorKind.ServerError);
        server.Accepted.ShouldBe(1);
    }

    [Fact]
    public async Task A_connection_is_not_used_again_after_a_malformed_stream()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
                await connection.WriteAsync(Answers.StreamHead + Answers.Chunk("data: x\n\n"));
        });
        using var client = Bench.Client(server.Url);
        using var lane = client.OpenLane();
        for (var i = 0; i < 3; i++)
            (await lane.SendAsync(0, Bench.Prompt(client), default)).Error.ShouldBe(ErrorKind.MalformedResponse);
        server.Accepted.ShouldBe(3);
    }

    [Fact]
    public async Task Connections_opened_in_advance_are_used_and_nothing_is_sent_on_them_before()
    {
        await using var server = ScriptedServer.Answering(Answers.Json(Answers.Completion));
        using var client = Bench.Client(server.Url, stream: false);
        (await client.OpenConnectionsAsync(5, default)).ShouldBeNull();
        server.Requests.ShouldBeEmpty();

        var lanes = Enumerable.Range(0, 5).Select(_ => client.OpenLane()).ToList();
        var records = await Task.WhenAll(lanes.Select(lane => lane.SendAsync(0, Bench.Prompt(client), default).AsTask()));
        records.ShouldAllBe(record => record.Error == null);
        server.Accepted.ShouldBe(5);
        lanes.ForEach(lane => lane.Dispose());

        var opened = 0;
        while (client.TryTakeConnectionTimes(out var times))
        {
            opened++;
            times.Dns.ShouldBeNull();
            times.Tls.ShouldBeNull();
            times.Connect.ShouldBeGreaterThan(TimeSpan.Zero);
        }

        opened.ShouldBe(5);
    }

    [Fact]
    public async Task A_connection_opened_in_advance_that_the_server_closed_is_replaced()
    {
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = true;
        await using var server = new ScriptedServer(async connection =>
        {
            if (first)
            {
                first = false;
                await opened.Task;
                connection.Reset();
                closed.SetResult();
                return;
            }

            await connection.ReadRequestAsync();
            await connection.WriteAsync(Answers.Json(Answers.Completion));
        });
        using var client = Bench.Client(server.Url, stream: false);
        (await client.OpenConnectionsAsync(1, default)).ShouldBeNull();
        opened.SetResult();
        await closed.Task;
        using var lane = client.OpenLane();
        (await lane.SendAsync(0, Bench.Prompt(client), default)).Error.ShouldBeNull();
        server.Accepted.ShouldBe(2);
    }

    [Fact]
    public async Task TLS_with_a_trusted_certificate_works_and_each_phase_is_timed()
    {
        using var certificate = Certificates.ForLocalhost();
        await using var server = new ScriptedServer(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
                await connection.WriteAsync(Answers.Stream(Answers.Text("a"), Answers.Done));
        }, certificate);
        using var client = Bench.Client(server.Url, trust: Certificates.Trusting(certificate));
        (await client.OpenConnectionsAsync(1, default)).ShouldBeNull();
        using var lane = client.OpenLane();
        (await lane.SendAsync(0, Bench.Prompt(client), default)).Error.ShouldBeNull();
        (await lane.SendAsync(0, Bench.Prompt(client), default)).Error.ShouldBeNull();

        server.Accepted.ShouldBe(1);
        client.TryTakeConnectionTimes(out var times).ShouldBeTrue();
        times.Dns.ShouldNotBeNull();
        times.Connect.ShouldBeGreaterThan(TimeSpan.Zero);
        times.Tls!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        client.TryTakeConnectionTimes(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task TLS_with_a_certificate_that_nobody_trusts_is_tls()
    {
        using var certificate = Certificates.ForLocalhost();
        await using var server = new ScriptedServer(connection => connection.StallAsync(), certificate);
        var failure = await Precheck.RunAsync(Bench.Target(server.Url), TimeSpan.FromMinutes(1), default);
        failure!.Kind.ShouldBe(ErrorKind.Tls);
        failure.Message.ShouldContain($"localhost:{server.Port}");
    }

    [Fact]
    public async Task A_target_that_listens_passes_the_precheck_without_a_request()
    {
        await using var server = ScriptedServer.Answering("");
        (await Precheck.RunAsync(Bench.Target(server.Url), TimeSpan.FromMinutes(1), default)).ShouldBeNull();
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_target_that_does_not_listen_is_told_by_precheck_and_by_opening_connections()
    {
        int port;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        var url = new Uri($"http://127.0.0.1:{port}/v1");
        (await Precheck.RunAsync(Bench.Target(url), TimeSpan.FromMinutes(1), default))!.Kind.ShouldBe(ErrorKind.Connect);
        using var client = Bench.Client(url);
        (await client.OpenConnectionsAsync(100, default))!.Kind.ShouldBe(ErrorKind.Connect);
    }

    [Fact]
    public async Task A_server_that_keeps_a_connection_busy_after_the_end_does_not_spoil_the_answer()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(Answers.StreamHead + Answers.Chunk(Answers.Text("a") + Answers.Done));
            await connection.StallAsync();
        });
        using var client = Bench.Client(server.Url);
        using var lane = client.OpenLane();
        var record = await lane.SendAsync(0, Bench.Prompt(client), default);
        record.Error.ShouldBeNull();
        record.End.ShouldBe(lane.ChunkTimes[0]);
    }
}

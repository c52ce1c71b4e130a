using System.Net;
using System.Net.Sockets;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Providers.Tests.Http;

public class FailureTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_refused_port_is_connect()
    {
        int port;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        using var client = Bench.Client(new Uri($"http://127.0.0.1:{port}/v1"));
        using var lane = client.OpenLane();
        var record = await lane.SendAsync(0, Bench.Prompt(client), default);

        record.Error.ShouldBe(ErrorKind.Connect);
        record.ErrorMessage!.ShouldContain($"127.0.0.1:{port}");
        record.Sent.ShouldBe(0);
        record.Latency.ShouldBeNull();
        record.Status.ShouldBe(0);
        record.TokenSource.ShouldBe(TokenSource.None);
    }

    [Fact]
    public async Task A_name_that_cannot_be_resolved_is_dns()
    {
        using var client = Bench.Client(new Uri("http://nowhere.invalid/v1"));
        using var lane = client.OpenLane();
        var record = await lane.SendAsync(0, Bench.Prompt(client), default);
        record.Error.ShouldBe(ErrorKind.Dns);
        record.ErrorMessage!.ShouldContain("nowhere.invalid");
    }

    [Fact]
    public async Task A_reset_before_headers_is_connection_reset_and_nothing_is_sent_twice()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.ReadRequestAsync();
            connection.Reset();
        });
        var record = await Bench.SendAsync(server);
        record.Error.ShouldBe(ErrorKind.ConnectionReset);
        record.Sent.ShouldNotBe(0);
        record.HeadersRead.ShouldBe(0);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_close_before_headers_on_a_reused_connection_is_connection_reset_and_nothing_is_sent_twice()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(Answers.Stream(Answers.Text("a"), Answers.Done));
            await connection.ReadRequestAsync();
        });
        using var client = Bench.Client(server.Url);
        using var lane = client.OpenLane();
        (await lane.SendAsync(0, Bench.Prompt(client), default)).Succeeded.ShouldBeTrue();
        (await lane.SendAsync(0, Bench.Prompt(client), default)).Error.ShouldBe(ErrorKind.ConnectionReset);
        server.Requests.Count.ShouldBe(2);
        server.Accepted.ShouldBe(1);
    }

    [Fact]
    public async Task A_reset_in_the_middle_of_a_stream_is_connection_reset()
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(Answers.StreamHead);
            await connection.WriteChunkAsync(Answers.Text("a"));
            await seen.Task;
            connection.Reset();
        });
        using var client = Bench.Client(server.Url);
        using var lane = client.OpenLane();
        var sending = lane.SendAsync(0, Bench.Prompt(client), default).AsTask();
        while (lane.ChunkTimes.Length == 0)
            await Task.Yield();
        seen.SetResult();

        var record = await sending;
        record.Error.ShouldBe(ErrorKind.ConnectionReset);
        record.Status.ShouldBe(200);
        record.ContentEvents.ShouldBe(1);
        record.FirstContent.ShouldNotBe(0);
        record.TokenSource.ShouldBe(TokenSource.Estimate);
        record.Tokens.Output.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_cut_before_its_end_is_truncated(bool endsCleanly)
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(Answers.StreamHead);
            await connection.WriteChunkAsync(Answers.Text("a"));
            if (endsCleanly)
                await connection.WriteAsync(Answers.LastChunk);
        });
        (await Bench.SendAsync(server)).Error.ShouldBe(ErrorKind.TruncatedStream);
    }

    [Fact]
    public async Task A_finish_reason_does_not_complete_a_stream_that_was_cut()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(Answers.StreamHead);
            await connection.WriteChunkAsync(Answers.Text("a") + Answers.Delta("{}", "\"stop\""));
        });
        (await Bench.SendAsync(server)).Error.ShouldBe(ErrorKind.TruncatedStream);
    }

    [Fact]
    public async Task A_body_shorter_than_its_length_is_truncated()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"choices\":[");
        });
        (await Bench.SendAsync(server, stream: false)).Error.ShouldBe(ErrorKind.TruncatedStream);
    }

    [Theory]
    [InlineData("data: {\"choices\":[{\"delta\":\n\n")]
    [InlineData("data: hello\n\n")]
    [InlineData("data: [1]\n\n")]
    [InlineData("data: {\"choices\":[]} {}\n\n")]
    public async Task An_event_that_is_no_JSON_object_is_malformed(string text) =>
        (await Bench.SendAsync(Answers.Stream(text, Answers.Done))).Error.ShouldBe(ErrorKind.MalformedResponse);

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"choices\":[]}")]
    [InlineData("{\"choices\":[{\"index\":0}]}")]
    public async Task A_body_without_what_the_protocol_promises_is_malformed(string body) =>
        (await Bench.SendAsync(Answers.Json(body), stream: false)).Error.ShouldBe(ErrorKind.MalformedResponse);

    [Theory]
    [InlineData("SSH-2.0-OpenSSH\r\n\r\n")]
    [InlineData("HTTP/1.1 abc\r\n\r\n")]
    public async Task What_is_no_HTTP_is_malformed(string response) =>
        (await Bench.SendAsync(response)).Error.ShouldBe(ErrorKind.MalformedResponse);

    [Fact]
    public async Task JSON_in_answer_to_a_request_for_a_stream_is_malformed()
    {
        var record = await Bench.SendAsync(Answers.Json(Answers.Completion));
        record.Error.ShouldBe(ErrorKind.MalformedResponse);
        record.Tokens.Output.ShouldBe(2);
        record.Ttft.ShouldBeNull();
    }

    [Fact]
    public async Task A_stream_in_answer_to_a_request_for_JSON_is_malformed() =>
        (await Bench.SendAsync(Answers.Stream(Answers.Text("a"), Answers.Done), stream: false)).Error.ShouldBe(ErrorKind.MalformedResponse);

    [Fact]
    public async Task Redirects_are_not_followed_but_told()
    {
        var record = await Bench.SendAsync("HTTP/1.1 301 Moved\r\nLocation: https://example.org/v2?x=1\r\nContent-Length: 0\r\n\r\n");
        record.Error.ShouldBe(ErrorKind.MalformedResponse);
        record.Status.ShouldBe(301);
        record.ErrorMessage!.ShouldContain("https://example.org/v2,");
    }

    [Theory]
    [InlineData(400, ErrorKind.BadRequest)]
    [InlineData(401, ErrorKind.Auth)]
    [InlineData(402, ErrorKind.BadRequest)]
    [InlineData(403, ErrorKind.Auth)]
    [InlineData(404, ErrorKind.NotFound)]
    [InlineData(422, ErrorKind.BadRequest)]
    [InlineData(429, ErrorKind.RateLimited)]
    [InlineData(500, ErrorKind.ServerError)]
    [InlineData(502, ErrorKind.ServerError)]
    [InlineData(503, ErrorKind.Overloaded)]
    [InlineData(504, ErrorKind.ServerError)]
    [InlineData(529, ErrorKind.Overloaded)]
    public async Task An_HTTP_error_has_the_kind_of_its_status(int status, ErrorKind kind)
    {
        var body = """{"error":{"message":"no good","type":"some_error","param":null,"code":"some_code"}}""";
        foreach (var stream in new[] { true, false })
        {
            var record = await Bench.SendAsync(Answers.Json(body, status, "x-request-id: req_7\r\n"), stream);
            record.Error.ShouldBe(kind);
            record.Status.ShouldBe(status);
            record.ErrorCode.ShouldBe("some_code");
            record.ErrorMessage.ShouldBe("no good");
            record.RequestId.ShouldBe("req_7");
            record.Headers.ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task An_HTTP_error_tells_limits_and_when_to_retry()
    {
        var record = await Bench.SendAsync(Answers.Json("""{"error":{"message":"slow down"}}""", 429,
            "Retry-After: 7\r\nx-ratelimit-limit-requests: 60\r\nx-ratelimit-remaining-requests: 0\r\nx-ratelimit-reset-requests: 1m2s\r\n"));
        record.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        record.RateLimits!.Requests!.Limit.ShouldBe(60);
        record.RateLimits.Requests.Remaining.ShouldBe(0);
        record.RateLimits.Requests.Reset.ShouldBe(TimeSpan.FromSeconds(62));
        record.RateLimits.Tokens.ShouldBeNull();
    }

    [Fact]
    public async Task A_key_echoed_by_the_server_is_hidden_and_messages_are_short_and_on_one_line()
    {
        var message = $"Incorrect API key\\n provided: {Bench.Key}. " + new string('x', 290) + Bench.Key;
        var record = await Bench.SendAsync(Answers.Json($$$"""{"error":{"message":"{{{message}}}","code":"bad {{{Bench.Key}}}"}}""", 401,
            $"x-request-id: {Bench.Key}\r\n"));
        record.ErrorMessage!.ShouldStartWith("Incorrect API key provided: (key hidden). xxx");
        record.ErrorMessage!.Length.ShouldBe(300);
        record.ErrorMessage.ShouldNotContain("sk-");
        record.ErrorCode.ShouldBe("bad (key hidden)");
        record.RequestId.ShouldBe("(key hidden)");
    }

    [Theory]
    [InlineData("content_filter")]
    [InlineData("content_policy_violation")]
    public async Task A_prompt_refused_for_its_content_is_content_filtered(string code) =>
        (await Bench.SendAsync(Answers.Json($$$"""{"error":{"message":"no","code":"{{{code}}}"}}""", 400))).Error.ShouldBe(ErrorKind.ContentFiltered);

    [Theory]
    [InlineData("overloaded_error", ErrorKind.Overloaded)]
    [InlineData("rate_limit_error", ErrorKind.RateLimited)]
    [InlineData("api_error", ErrorKind.ServerError)]
    public async Task An_error_event_inside_a_stream_has_the_kind_of_its_type(string type, ErrorKind kind)
    {
        var error = $$$"""{"type":"error","error":{"type":"{{{type}}}","message":"sorry"}}""";
        foreach (var provider in new[] { "openai", "anthropic" })
        {
            var record = await Bench.SendAsync(Answers.Stream($"event: error\ndata: {error}\n\n"), provider: provider);
            record.Error.ShouldBe(kind);
            record.ErrorCode.ShouldBe(type);
            record.ErrorMessage.ShouldBe("sorry");
            record.Status.ShouldBe(200);
        }
    }

    [Fact]
    public async Task An_error_event_may_say_anything()
    {
        var record = await Bench.SendAsync(Answers.Stream(Answers.Text("a"), "event: error\ndata: out of memory\n\n"));
        record.Error.ShouldBe(ErrorKind.ServerError);
        record.ErrorMessage.ShouldBe("out of memory");
        record.ContentEvents.ShouldBe(1);
    }

    [Theory]
    [InlineData(429, ErrorKind.RateLimited)]
    [InlineData(502, ErrorKind.ServerError)]
    public async Task An_error_in_a_body_with_status_200_has_the_kind_of_its_code(int code, ErrorKind kind)
    {
        var body = $$$"""{"error":{"message":"upstream","code":{{{code}}}}}""";
        (await Bench.SendAsync(Answers.Json(body), stream: false)).Error.ShouldBe(kind);
        (await Bench.SendAsync(Answers.Json(body), stream: true)).Error.ShouldBe(kind);
    }

    [Fact]
    public async Task No_headers_in_time_is_timeout_first_token() =>
        await StallsAfterAsync("", ErrorKind.TimeoutFirstToken, new() { Connect = Long, FirstToken = Short, Total = Long });

    [Fact]
    public async Task A_role_is_no_content_in_time() =>
        await StallsAfterAsync(Answers.StreamHead + Answers.Chunk(Answers.Delta("""{"role":"assistant","content":""}""")),
            ErrorKind.TimeoutFirstToken, new() { Connect = Long, FirstToken = Short, Total = Long });

    [Fact]
    public async Task Content_in_time_that_does_not_end_is_timeout_total() =>
        await StallsAfterAsync(Answers.StreamHead + Answers.Chunk(Answers.Text("a")),
            ErrorKind.TimeoutTotal, new() { Connect = Long, FirstToken = Long, Total = Short + Short });

    [Fact]
    public async Task For_a_whole_answer_only_the_total_counts() =>
        await StallsAfterAsync("", ErrorKind.TimeoutTotal, new() { Connect = Long, FirstToken = TimeSpan.FromMilliseconds(1), Total = Short }, stream: false);

    [Fact]
    public async Task A_TLS_handshake_that_is_not_answered_is_timeout_connect()
    {
        await using var server = new ScriptedServer(connection => connection.StallAsync());
        using var client = Bench.Client(new Uri($"https://127.0.0.1:{server.Port}/v1"), timeouts: new() { Connect = Short, FirstToken = Long, Total = Long });
        using var lane = client.OpenLane();
        var record = await lane.SendAsync(0, Bench.Prompt(client), default);
        record.Error.ShouldBe(ErrorKind.TimeoutConnect);
        record.Sent.ShouldBe(0);
    }

    [Fact]
    public async Task A_server_without_TLS_is_tls()
    {
        await using var server = new ScriptedServer(connection => connection.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"));
        using var client = Bench.Client(new Uri($"https://127.0.0.1:{server.Port}/v1"));
        using var lane = client.OpenLane();
        (await lane.SendAsync(0, Bench.Prompt(client), default)).Error.ShouldBe(ErrorKind.Tls);
    }

    [Fact]
    public async Task Stopping_before_sending_is_cancelled_and_sends_nothing()
    {
        await using var server = ScriptedServer.Answering(Answers.Json(Answers.Completion));
        var record = await Bench.SendAsync(server, stop: new CancellationToken(canceled: true));
        record.Error.ShouldBe(ErrorKind.Cancelled);
        record.Sent.ShouldBe(0);
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Stopping_in_the_middle_is_cancelled_and_the_lane_goes_on_with_another_connection()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new ScriptedServer(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.WriteAsync(Answers.StreamHead);
                await connection.WriteChunkAsync(Answers.Text("a"));
                if (!stop.IsCancellationRequested)
                    await connection.StallAsync();
                await connection.WriteAsync(Answers.Chunk(Answers.Done) + Answers.LastChunk);
            }
        });
        using var client = Bench.Client(server.Url);
        using var lane = client.OpenLane();
        var sending = lane.SendAsync(0, Bench.Prompt(client), stop.Token).AsTask();
        while (lane.ChunkTimes.Length == 0)
            await Task.Yield();
        await stop.CancelAsync();

        (await sending).Error.ShouldBe(ErrorKind.Cancelled);
        (await lane.SendAsync(0, Bench.Prompt(client), default)).Succeeded.ShouldBeTrue();
        server.Accepted.ShouldBe(2);
    }

    private static async Task StallsAfterAsync(string response, ErrorKind kind, Timeouts timeouts, bool stream = true)
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(response);
            await connection.StallAsync();
        });
        var record = await Bench.SendAsync(server, stream, timeouts: timeouts);
        record.Error.ShouldBe(kind);
        record.Latency!.Value.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(40));
    }
}

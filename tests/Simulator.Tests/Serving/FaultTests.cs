using System.Text.Json;
using AkkaApiBench.Simulator.Profiles;
using AkkaApiBench.Simulator.Truth;

namespace AkkaApiBench.Simulator.Tests.Serving;

public sealed class FaultTests
{
    [Theory]
    [InlineData(FaultKind.ServerError, WireProtocol.OpenAi, 500, "server_error")]
    [InlineData(FaultKind.ServerError, WireProtocol.Anthropic, 500, "api_error")]
    [InlineData(FaultKind.Overloaded, WireProtocol.OpenAi, 503, "service_unavailable_error")]
    [InlineData(FaultKind.Overloaded, WireProtocol.Anthropic, 529, "overloaded_error")]
    [InlineData(FaultKind.RateLimited, WireProtocol.OpenAi, 429, "requests")]
    [InlineData(FaultKind.RateLimited, WireProtocol.Anthropic, 429, "rate_limit_error")]
    public async Task An_http_error_has_the_protocols_status_and_shape(FaultKind fault, WireProtocol protocol, int status, string type)
    {
        var (seen, truth) = await SendAsync(ProfileOf(protocol).With(fault, TimeSpan.FromSeconds(7)), stream: true);

        seen.Status.ShouldBe(status);
        seen.Text.ShouldContain($"\"type\":\"{type}\"");
        (truth.Status, truth.Outcome, truth.Fault).ShouldBe((status, Outcome.Faulted, fault));
        if (fault is FaultKind.RateLimited)
            seen.Text.ShouldContain("Retry-After: 7\r\n");
    }

    [Theory]
    [InlineData(WireProtocol.OpenAi)]
    [InlineData(WireProtocol.Anthropic)]
    public async Task A_cut_stream_ends_with_fin_and_without_its_last_chunk(WireProtocol protocol)
    {
        var (seen, truth) = await SendAsync(ProfileOf(protocol).With(FaultKind.CutStream), stream: true);

        seen.WasReset.ShouldBeFalse();
        seen.Status.ShouldBe(200);
        seen.HasLastChunk.ShouldBeFalse();
        EndsProperly(seen).ShouldBeFalse();
        truth.OutputTokens.ShouldBeInRange(1, 5);
        TokensIn(seen).ShouldBe(truth.OutputTokens);
        truth.Outcome.ShouldBe(Outcome.Faulted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reset_connection_is_reset_in_the_middle_of_the_answer(bool stream)
    {
        var (seen, truth) = await SendAsync(Given.OpenAi.With(FaultKind.ConnectionReset), stream);

        seen.WasReset.ShouldBeTrue();
        EndsProperly(seen).ShouldBeFalse();
        truth.Outcome.ShouldBe(Outcome.Faulted);
    }

    [Fact]
    public async Task A_cut_body_is_shorter_than_its_content_length()
    {
        var (seen, _) = await SendAsync(Given.OpenAi.With(FaultKind.CutStream), stream: false);

        var parts = seen.Text.Split("\r\n\r\n", 2);
        var promised = int.Parse(parts[0].Split("Content-Length: ")[1].Split("\r\n")[0], null);
        seen.WasReset.ShouldBeFalse();
        parts[1].Length.ShouldBeInRange(1, promised - 1);
    }

    [Theory]
    [InlineData(WireProtocol.OpenAi)]
    [InlineData(WireProtocol.Anthropic)]
    public async Task A_stream_with_a_missing_end_is_good_http_without_its_last_events(WireProtocol protocol)
    {
        var (seen, _) = await SendAsync(ProfileOf(protocol).With(FaultKind.MissingEnd), stream: true);

        seen.HasLastChunk.ShouldBeTrue();
        EndsProperly(seen).ShouldBeFalse();
        TokensIn(seen).ShouldBeInRange(1, 5);
    }

    [Theory]
    [InlineData(WireProtocol.OpenAi, "data: {\"error\":{")]
    [InlineData(WireProtocol.Anthropic, "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"")]
    public async Task A_stream_error_is_an_event_after_some_tokens(WireProtocol protocol, string expected)
    {
        var (seen, truth) = await SendAsync(ProfileOf(protocol).With(FaultKind.StreamError), stream: true);

        seen.Status.ShouldBe(200);
        seen.Text.ShouldContain(expected);
        seen.HasLastChunk.ShouldBeTrue();
        EndsProperly(seen).ShouldBeFalse();
        truth.Outcome.ShouldBe(Outcome.Faulted);
    }

    [Theory]
    [InlineData(WireProtocol.OpenAi)]
    [InlineData(WireProtocol.Anthropic)]
    public async Task A_malformed_stream_has_one_event_that_is_not_json(WireProtocol protocol)
    {
        var (seen, truth) = await SendAsync(ProfileOf(protocol).With(FaultKind.MalformedJson), stream: true);

        var data = seen.Text.Split('\n').Where(line => line.StartsWith("data: {", StringComparison.Ordinal)).Select(line => line[6..]);
        data.Count(line => !IsJson(line)).ShouldBe(1);
        EndsProperly(seen).ShouldBeTrue();
        (truth.Outcome, truth.OutputTokens).ShouldBe((Outcome.Faulted, 6));
    }

    [Fact]
    public async Task A_malformed_body_is_good_http_that_is_not_json()
    {
        await using var host = await Given.SimulatorAsync(Given.OpenAi.With(FaultKind.MalformedJson));
        using var client = new HttpClient();
        using var response = await client.SendAsync(Given.Request(host, Given.OpenAi.Path(), Given.Body(stream: false)));

        response.IsSuccessStatusCode.ShouldBeTrue();
        IsJson(await response.Content.ReadAsStringAsync()).ShouldBeFalse();
    }

    [Theory]
    [InlineData(WireProtocol.OpenAi, "\"finish_reason\":\"content_filter\"")]
    [InlineData(WireProtocol.Anthropic, "\"stop_reason\":\"refusal\"")]
    public async Task A_filtered_answer_says_so_and_completes(WireProtocol protocol, string expected)
    {
        var (seen, truth) = await SendAsync(ProfileOf(protocol).With(FaultKind.ContentFilter), stream: true);

        seen.Text.ShouldContain(expected);
        truth.Outcome.ShouldBe(Outcome.Completed);
    }

    [Fact]
    public async Task A_stalled_answer_completes_late()
    {
        var lasts = TimeSpan.FromMilliseconds(150);
        var (seen, truth) = await SendAsync(Given.OpenAi.With(FaultKind.StallBetweenTokens, lasts), stream: true);

        EndsProperly(seen).ShouldBeTrue();
        (truth.Outcome, truth.Fault).ShouldBe((Outcome.Completed, FaultKind.StallBetweenTokens));
        var due = truth.Events.ToArray().Select(sent => sent.Due).ToList();
        System.Diagnostics.Stopwatch.GetElapsedTime(due[0], due[^1]).ShouldBe(lasts);
    }

    [Fact]
    public async Task An_incident_breaks_requests_only_while_it_lasts_by_the_profiles_clock()
    {
        var time = new ManualTime();
        var profile = Given.OpenAi with
        {
            Clock = new ClockSettings { Speed = 1440 },
            Incidents = [new Incident(TimeSpan.FromHours(2), TimeSpan.FromHours(3)) { Faults = [new Fault(FaultKind.ServerError, 1)] }],
        };
        await using var host = await SimulatorHost.StartAsync(new SimulatorOptions { Profiles = [profile], Time = time });
        var statuses = new List<int>();
        for (var halfHour = 0; halfHour < 8; halfHour++)
        {
            statuses.Add((await RawConnection.SendAsync(host.Address, profile.Path(), Given.Body(stream: false))).Status);
            time.Advance(TimeSpan.FromMinutes(30) / 1440);
        }

        statuses.ShouldBe([200, 200, 200, 200, 500, 500, 200, 200]);
    }

    private static Profile ProfileOf(WireProtocol protocol) => protocol is WireProtocol.OpenAi ? Given.OpenAi : Given.Anthropic;

    private static async Task<(RawConnection Seen, RequestTruth Truth)> SendAsync(Profile profile, bool stream)
    {
        await using var host = await Given.SimulatorAsync(profile);
        var seen = await RawConnection.SendAsync(host.Address, profile.Path(), Given.Body(stream));
        await host.Truth.WhenIdleAsync();
        return (seen, host.Truth.Snapshot().ShouldHaveSingleItem());
    }

    private static bool EndsProperly(RawConnection seen) =>
        seen.Text.Contains("data: [DONE]", StringComparison.Ordinal) || seen.Text.Contains("event: message_stop", StringComparison.Ordinal);

    private static int TokensIn(RawConnection seen) =>
        seen.Text.Split("\"text\":\"").Length + seen.Text.Split("{\"content\":\"").Length - 2
        - (seen.Text.Contains("\"content_block\":{\"type\":\"text\",\"text\":\"", StringComparison.Ordinal) ? 1 : 0);

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

using System.Diagnostics;
using System.Text.Json;
using AkkaApiBench.Simulator.Profiles;
using AkkaApiBench.Simulator.Truth;

namespace AkkaApiBench.Simulator.Tests.Serving;

public sealed class TruthTests
{
    private static readonly Profile Paced = Given.OpenAi with
    {
        Latency = new Latency { FirstToken = new Constant(10), TokenGap = new Constant(2) },
        Output = new Output { Tokens = new Uniform(3, 12), ReasoningShare = 0.4 },
    };

    [Fact]
    public async Task The_truth_tells_when_everything_was_planned_and_done()
    {
        await using var host = await Given.SimulatorAsync(Paced);
        using var client = new HttpClient();
        var sent = Stopwatch.GetTimestamp();
        using var response = await client.SendAsync(Given.Request(host, Paced.Path(), Given.Body(stream: true)));
        await host.Truth.WhenIdleAsync();
        var truth = host.Truth.Snapshot().ShouldHaveSingleItem();
        var events = truth.Events.ToArray();

        truth.Id.ShouldBe(response.Headers.GetValues("x-request-id").Single());
        (truth.Profile, truth.Model, truth.Number, truth.Stream, truth.Status, truth.Outcome).ShouldBe(("fast", "m1", 1, true, 200, Outcome.Completed));
        events.Length.ShouldBe(truth.OutputTokens);
        truth.ReasoningTokens.ShouldBe((int)Math.Round(truth.OutputTokens * 0.4));
        Stopwatch.GetElapsedTime(truth.Arrived, events[0].Due).ShouldBe(TimeSpan.FromMilliseconds(10));
        events.Zip(events.Skip(1), (one, next) => Stopwatch.GetElapsedTime(one.Due, next.Due)).ShouldAllBe(gap => gap == TimeSpan.FromMilliseconds(2));
        events.ShouldAllBe(sentEvent => sentEvent.Due <= sentEvent.Before && sentEvent.Before <= sentEvent.After);
        new[] { sent, truth.Arrived, truth.HeadersSent, events[0].Before, events[^1].After, truth.EndBefore, truth.EndAfter }.ShouldBeInOrder();
    }

    [Fact]
    public async Task The_same_requests_are_answered_the_same_however_many_come_at_once()
    {
        var one = await TextsAsync(concurrency: 1);
        var many = await TextsAsync(concurrency: 16);

        many.ShouldBe(one);
        one.Values.Distinct().Count().ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task A_client_that_goes_away_is_noted_without_waiting_for_the_answers_end()
    {
        await using var host = await Given.SimulatorAsync(Paced.With(FaultKind.StallBetweenTokens, TimeSpan.FromMinutes(30)));
        using (var client = new HttpClient())
        {
            using var response = await client.SendAsync(
                Given.Request(host, Paced.Path(), Given.Body(stream: true)), HttpCompletionOption.ResponseHeadersRead);
        }

        await host.Truth.WhenIdleAsync();
        host.Truth.Snapshot().ShouldHaveSingleItem().Outcome.ShouldBe(Outcome.ClientClosed);
        host.Stats().Single().Outcomes[Outcome.ClientClosed].ShouldBe(1);
    }

    [Fact]
    public async Task A_simulator_stops_although_answers_are_stalled()
    {
        var host = await Given.SimulatorAsync(Paced.With(FaultKind.StallBeforeFirstToken, TimeSpan.FromMinutes(30)));
        using var client = new HttpClient();
        using var response = await client.SendAsync(
            Given.Request(host, Paced.Path(), Given.Body(stream: true)), HttpCompletionOption.ResponseHeadersRead);
        await host.DisposeAsync();

        host.Truth.InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task The_truth_keeps_the_latest_requests_only()
    {
        await using var host = await SimulatorHost.StartAsync(new SimulatorOptions { Profiles = [Given.OpenAi], TruthCapacity = 2 });
        for (var i = 0; i < 5; i++)
            await RawConnection.SendAsync(host.Address, Given.OpenAi.Path(), Given.Body(stream: true));
        await host.Truth.WhenIdleAsync();

        host.Truth.Snapshot().Select(truth => truth.Number).ShouldBe([4, 5]);
        host.Stats().Single().Received.ShouldBe(5);
    }

    [Fact]
    public async Task Truth_and_counters_are_told_over_http_and_begun_anew()
    {
        await using var host = await Given.SimulatorAsync(Given.OpenAi, Given.Anthropic.With(FaultKind.ServerError));
        await RawConnection.SendAsync(host.Address, Given.OpenAi.Path(), Given.Body(stream: true));
        await RawConnection.SendAsync(host.Address, Given.Anthropic.Path(), Given.Body(stream: true));
        await host.Truth.WhenIdleAsync();
        using var client = new HttpClient { BaseAddress = host.Address };

        var lines = (await client.GetStringAsync("/simulator/truth")).TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines.Select(line => line.GetProperty("outcome").GetString()).ShouldBe(["completed", "faulted"]);
        lines[0].GetProperty("events_ticks").GetArrayLength().ShouldBe(6);
        lines[1].GetProperty("fault").GetString().ShouldBe("server_error");
        lines[0].GetProperty("arrived_ticks").GetInt64().ShouldBe(host.Truth.Snapshot()[0].Arrived);

        var stats = JsonDocument.Parse(await client.GetStringAsync("/simulator/stats")).RootElement;
        stats.GetProperty("ticks_per_second").GetInt64().ShouldBe(Stopwatch.Frequency);
        stats.GetProperty("profiles")[1].GetProperty("faults").GetProperty("server_error").GetInt32().ShouldBe(1);

        using var reset = await client.PostAsync("/simulator/reset", null);
        reset.IsSuccessStatusCode.ShouldBeTrue();
        (await client.GetStringAsync("/simulator/truth")).ShouldBeEmpty();
        host.Stats().Sum(profile => profile.Received).ShouldBe(0);
    }

    /// <summary>What the answers of forty requests were, by their numbers.</summary>
    private static async Task<Dictionary<long, string>> TextsAsync(int concurrency)
    {
        await using var host = await SimulatorHost.StartAsync(new SimulatorOptions { Profiles = [Paced with { Output = new Output { Tokens = new Lognormal(8, 0.5) } }], Seed = 7 });
        var answers = new System.Collections.Concurrent.ConcurrentDictionary<string, string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 40), new ParallelOptions { MaxDegreeOfParallelism = concurrency }, async (_, cancellation) =>
        {
            var seen = await RawConnection.SendAsync(host.Address, Paced.Path(), Given.Body(stream: false));
            var id = seen.Text.Split("x-request-id: ")[1].Split('\r')[0];
            answers[id] = seen.Text.Split("\"content\":\"")[1].Split('"')[0];
        });
        await host.Truth.WhenIdleAsync();
        return host.Truth.Snapshot().OrderBy(truth => truth.Number).ToDictionary(truth => truth.Number, truth => answers[truth.Id]);
    }
}

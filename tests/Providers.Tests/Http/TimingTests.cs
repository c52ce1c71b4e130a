using System.Diagnostics;

namespace AkkaApiBench.Providers.Tests.Http;

public class TimingTests
{
    [Fact]
    public async Task Every_stamp_lies_between_what_the_server_did_before_and_after()
    {
        var writes = new List<long>();
        var received = 0L;
        LaneWatch? watch = null;
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.ReadRequestAsync();
            received = Stopwatch.GetTimestamp();
            await connection.WriteAsync(Answers.StreamHead);
            for (var i = 0; i < 20; i++)
            {
                writes.Add(Stopwatch.GetTimestamp());
                await connection.WriteChunkAsync(Answers.Text($"token {i}"));

                // The next one is not written before this one was stamped.
                await watch!.SeesAsync(i + 1);
            }

            writes.Add(Stopwatch.GetTimestamp());
            await connection.WriteAsync(Answers.Chunk(Answers.Done) + Answers.LastChunk);
        });

        using var client = Bench.Client(server.Url);
        using var lane = client.OpenLane();
        watch = new LaneWatch(() => lane.ChunkTimes.Length);
        var before = Stopwatch.GetTimestamp();
        var record = await lane.SendAsync(before, Bench.Prompt(client), default);
        var after = Stopwatch.GetTimestamp();

        record.Error.ShouldBeNull(record.ErrorMessage);
        record.Sent.ShouldBeInRange(before, received);
        record.HeadersRead.ShouldBeInRange(received, writes[1]);
        record.FirstContent.ShouldBe(lane.ChunkTimes[0]);
        record.End.ShouldBeInRange(writes[20], after);
        var stamps = lane.ChunkTimes.ToArray();
        stamps.Length.ShouldBe(20);
        for (var i = 0; i < 20; i++)
            stamps[i].ShouldBeInRange(writes[i], writes[i + 1]);
    }

    [Fact]
    public async Task Waiting_for_a_connection_is_no_part_of_latency_but_of_response_time()
    {
        using var certificate = Certificates.ForLocalhost();
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(Answers.Json(Answers.Completion));
        }, certificate);
        using var client = Bench.Client(server.Url, stream: false, trust: Certificates.Trusting(certificate));
        using var lane = client.OpenLane();
        var due = Stopwatch.GetTimestamp();
        var record = await lane.SendAsync(due, Bench.Prompt(client), default);

        record.Error.ShouldBeNull(record.ErrorMessage);
        client.TryTakeConnectionTimes(out var times).ShouldBeTrue();
        record.PacingError!.Value.ShouldBeGreaterThanOrEqualTo(times.Connect + times.Tls!.Value);
        record.ResponseTime!.Value.ShouldBeGreaterThanOrEqualTo(record.Latency!.Value + times.Connect + times.Tls.Value);
    }

    /// <summary>Lets the server wait until the client has seen so many events.</summary>
    private sealed class LaneWatch(Func<int> count)
    {
        public async Task SeesAsync(int events)
        {
            while (count() < events)
                await Task.Yield();
        }
    }
}

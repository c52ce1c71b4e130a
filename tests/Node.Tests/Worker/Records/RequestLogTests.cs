using System.Diagnostics;
using System.Text.Json;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Node.Worker.Load;
using AkkaApiBench.Node.Worker.Records;
using AkkaApiBench.Providers;
using AkkaApiBench.Providers.Http;
using CsCheck;

namespace AkkaApiBench.Node.Tests.Worker.Records;

public sealed class RequestLogTests : IDisposable
{
    private static readonly RunId Run = new("20261124-170201-abcdef");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("records-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_failure_that_sent_nothing_has_no_times()
    {
        var line = (await WriteAsync(new RequestRecord { StartedAt = DateTimeOffset.UnixEpoch, Error = ErrorKind.Connect, ErrorMessage = "no \"way\"\nin Köln" })).Single();

        line.GetProperty("error").GetString().ShouldBe("connect");
        line.GetProperty("error_message").GetString().ShouldBe("no \"way\"\nin Köln");
        line.GetProperty("ok").GetBoolean().ShouldBeFalse();
        line.TryGetProperty("latency_ms", out _).ShouldBeFalse();
        line.TryGetProperty("status", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_record_has_the_listed_fields_in_their_order()
    {
        var line = (await WriteAsync(Whole())).Single();

        line.EnumerateObject().Select(field => field.Name)
            .ShouldBe(RequestField.All.Select(field => field.Name).Except(["step", "error", "error_code", "error_message", "retried", "api_key"]));
    }

    [Fact]
    public async Task A_record_of_a_test_with_steps_says_which()
    {
        await using (var log = new RequestLog(_folder.FullName))
        {
            await using var buffer = new RequestLogBuffer(log.Open(Run), SliceOf(0) with { Step = new TestStep(3, 8) });
            buffer.Add(0, new Try(1, Whole(), 0, 0), isRetried: false, []);
        }

        var line = Lines().Single();
        line.GetProperty("step").GetInt32().ShouldBe(3);
        line.EnumerateObject().Select(field => field.Name).Take(5).ShouldBe(["target", "test", "step", "slice", "epoch"]);
    }

    [Fact]
    public async Task Each_try_of_a_request_is_a_record_with_the_key_by_its_reference()
    {
        await using (var log = new RequestLog(_folder.FullName))
        {
            var slice = SliceOf(0);
            slice = slice with { Target = slice.Target with { ApiKey = new KeyReference("env:A"), ApiKeys = [new KeyReference("env:A"), new KeyReference("env:B")] } };
            await using var buffer = new RequestLogBuffer(log.Open(Run), slice);
            buffer.Add(7, new Try(1, Whole() with { Error = ErrorKind.RateLimited }, 0, 1), isRetried: true, []);
            buffer.Add(7, new Try(2, Whole(), At(-0.5), 0), isRetried: false, []);
        }

        var lines = Lines();
        lines.Select(line => (line.GetProperty("index").GetInt32(), line.GetProperty("try").GetInt32(), line.TryGetProperty("retried", out _), line.GetProperty("api_key").GetString()))
            .ShouldBe([(7, 1, true, "env:B"), (7, 2, false, "env:A")]);
        lines[1].GetProperty("pacing_error_ms").GetDecimal().ShouldBe(0.5m, "a later try is late from when it was let go");
    }

    [Fact]
    public async Task Times_are_milliseconds_to_the_microsecond()
    {
        var line = (await WriteAsync(Whole())).Single();

        line.GetProperty("latency_ms").GetDecimal().ShouldBe(300.5m);
        line.GetProperty("pacing_error_ms").GetDecimal().ShouldBe(-1.25m);
        line.GetProperty("send_delay_ms").GetDecimal().ShouldBe(0.25m);
        line.GetProperty("response_time_ms").GetDecimal().ShouldBe(299.25m);
        line.GetProperty("ttft_ms").GetDecimal().ShouldBe(100m);
        line.GetProperty("dns_ms").GetDecimal().ShouldBe(0.5m);
        line.GetProperty("connect_ms").GetDecimal().ShouldBe(0.075m);
        line.GetProperty("tls_ms").GetDecimal().ShouldBe(7m);
        line.GetProperty("token_times_us").EnumerateArray().Select(time => time.GetInt64()).ShouldBe([100_000, 150_000, 300_000]);
    }

    [Fact]
    public async Task Records_of_many_slices_are_all_kept_whole()
    {
        await using var log = new RequestLog(_folder.FullName);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(part => Task.Run(async () =>
        {
            await using var buffer = new RequestLogBuffer(log.Open(Run), SliceOf(part));
            for (var index = 0; index < 5_000; index++)
                buffer.Add(index, new Try(1, Whole(), 0, 0), isRetried: false, []);
        })));

        var lines = Lines();
        lines.GroupBy(line => line.GetProperty("slice").GetString()).ShouldAllBe(slice =>
            slice.Select(line => line.GetProperty("index").GetInt64()).Order().SequenceEqual(Enumerable.Range(0, 5_000).Select(index => (long)index)));
        lines.Count.ShouldBe(20_000);
    }

    [Fact]
    public void Any_text_and_number_is_read_as_it_was_written() => Gen.Select(Gen.String, Gen.Long, Gen.Int[-1_000_000_000, 1_000_000_000]).Sample(
        (text, whole, ticks) =>
        {
            // Text is valid Unicode wherever it comes from: from bytes, or from JSON.
            var valid = new string([.. text.Where(c => !char.IsSurrogate(c))]);
            var line = new JsonLine(16);
            line.Begin([]);
            line.Text("text"u8, valid);
            line.Whole("whole"u8, whole);
            line.Milliseconds("time"u8, new TimeSpan(ticks));
            line.End();

            var written = line.Take();
            using var read = JsonDocument.Parse(written.AsMemory());
            read.RootElement.GetProperty("text").GetString().ShouldBe(valid);
            read.RootElement.GetProperty("whole").GetInt64().ShouldBe(whole);
            read.RootElement.GetProperty("time").GetDecimal().ShouldBe(Math.Round(ticks / 10_000m, 3, MidpointRounding.AwayFromZero));
        });

    private async Task<IReadOnlyList<JsonElement>> WriteAsync(RequestRecord record)
    {
        await using var log = new RequestLog(_folder.FullName);
        await using (var buffer = new RequestLogBuffer(log.Open(Run), SliceOf(0)))
            buffer.Add(0, new Try(1, record, 0, 0), isRetried: false, record.FirstContent == 0 ? [] : [At(100), At(150), At(300)]);
        return Lines();
    }

    private List<JsonElement> Lines() =>
        [.. File.ReadLines(Path.Combine(_folder.FullName, $"{Run}.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];

    private static RequestRecord Whole() => new()
    {
        StartedAt = new DateTimeOffset(2026, 11, 24, 17, 2, 1, TimeSpan.Zero),
        Connection = new ConnectionTimes(TimeSpan.FromMilliseconds(0.5), TimeSpan.FromMilliseconds(0.075), TimeSpan.FromMilliseconds(7)),
        Due = At(1.25),
        Sent = At(0),
        Written = At(0.25),
        HeadersRead = At(90),
        FirstContent = At(100),
        FirstAnswer = At(150),
        End = At(300.5),
        ContentEvents = 3,
        Tokens = new Tokens(9, 1, 3, 1),
        TokenSource = TokenSource.Usage,
        Http = HttpVersions.Http11,
        Status = 200,
        FinishReason = "stop",
        RequestId = "req-1",
    };

    private static long At(double milliseconds) => 1_000_000_000 + (long)(milliseconds / 1000 * Stopwatch.Frequency);

    private static StartSlice SliceOf(int part) => new()
    {
        Slice = new SliceId(Run, 0, 0, part),
        Epoch = 1,
        Target = new Target
        {
            Provider = "openai", Model = "m", BaseUrl = new Uri("http://127.0.0.1/v1"),
            Price = new Price(1, 1, 1, "test"),
        },
        Type = TestType.Latency,
        Load = new IterationsLoad(1, 1),
        Workload = new Workload(),
        TokenTimes = true,
    };
}

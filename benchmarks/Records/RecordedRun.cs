using System.Diagnostics;
using System.Text.Json;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Node.Worker.Load;
using AkkaApiBench.Node.Worker.Load.Limits;
using AkkaApiBench.Node.Worker.Records;
using AkkaApiBench.Providers;
using AkkaApiBench.Providers.Http;
using AkkaApiBench.Providers.Keys;

namespace AkkaApiBench.Records;

/// <summary>What it took.</summary>
internal sealed record RecordsFigures(
    string File, long Records, long Lines, long Counted, double Seconds, long FileBytes, long EarlyPeakBytes, long PeakBytes, long AllocatedBytes);

/// <summary>Takes made-up records the way that those of a run go.</summary>
internal sealed class RecordedRun(string folder, long records)
{
    private const int RecordsOfWindow = 40_000;
    private const int TokensOfAnswer = 20;

    private static readonly RunId Run = new("20261124-170201-abcdef");

    private readonly StartSlice _slice = new()
    {
        Slice = new SliceId(Run, 0, 0, 0),
        Epoch = 1,
        Target = new Target { Provider = "openai-compatible", Model = "made-up", BaseUrl = new Uri("http://127.0.0.1:1/v1"), HasOwnBaseUrl = true },
        Type = TestType.Throughput,
        Load = new ConcurrencyLoad(64, TimeSpan.FromHours(1)),
        Workload = new Workload(),
    };

    public async Task<RecordsFigures> ExecuteAsync()
    {
        var started = Stopwatch.GetTimestamp();
        var total = Aggregate.Empty;
        long early = 0;
        using var client = LlmClient.Create(_slice.Target, _slice.Workload, new KeyResolver());
        using var lane = client.OpenLane();
        using var gate = new Gate(_slice, Permits.Unlimited());
        var recorder = new WindowRecorder(_slice, client, new SliceMeter(), gate);
        await using (var log = new RequestLog(folder))
        {
            await using var lines = new RequestLogBuffer(log.Open(Run), _slice);
            var random = new Random(1);
            var times = new long[TokensOfAnswer];
            for (long index = 0; index < records; index++)
            {
                var record = Next(random, index, times);
                var only = new Try(1, record, 0, 0);
                recorder.Add(new Answered(index, lane, default, only, []), times);
                lines.Add(index, only, isRetried: false, times);
                if (index % RecordsOfWindow == RecordsOfWindow - 1)
                    total = total.Merge(recorder.Take().Measured);
                if (index == records / 10)
                    early = PeakBytes();
            }

            total = total.Merge(recorder.Take().Measured);
        }

        var file = Path.Combine(folder, $"{Run}.jsonl");
        await using (var result = File.Create(Path.Combine(folder, "result.json")))
            await JsonSerializer.SerializeAsync(result, total.Distributions.ToDictionary(pair => pair.Key, pair => DistributionSummary.WithBuckets(pair.Value)));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new RecordsFigures(file, records, File.ReadLines(file).LongCount(), total.Ended, seconds, new FileInfo(file).Length, early, PeakBytes(), GC.GetTotalAllocatedBytes());
    }

    private static RequestRecord Next(Random random, long index, long[] times)
    {
        var sent = 1_000_000_000 + index * 1_000;
        var at = sent + random.Next(50_000_000, 500_000_000);
        for (var i = 0; i < times.Length; i++)
            times[i] = at += random.Next(1_000_000, 50_000_000);
        var isFailed = random.Next(1000) == 0;
        return new RequestRecord
        {
            StartedAt = DateTimeOffset.UnixEpoch.AddMicroseconds(index),
            Sent = sent,
            HeadersRead = times[0],
            FirstContent = times[0],
            FirstAnswer = times[0],
            End = times[^1],
            ContentEvents = times.Length,
            Tokens = new Tokens(9, 0, times.Length, 0),
            TokenSource = TokenSource.Usage,
            Error = isFailed ? ErrorKind.ServerError : null,
            Status = isFailed ? 500 : 200,
            FinishReason = "stop",
            RequestId = "req-0123456789",
        };
    }

    /// <summary>The most memory that the process had at a time, by the kernel.</summary>
    public static long PeakBytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}

using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Protocol;
using BenchmarkDotNet.Attributes;

namespace AkkaApiBench.Micro;

/// <summary>What a window costs: recording a value, merging two windows of a thousand requests, writing one and reading it.</summary>
public class Windows
{
    private const int Requests = 1000;
    private readonly long[] _latencies = [.. Latencies(1)];
    private readonly DistributionRecorder _recorder = new();
    private readonly ProtocolSerializer _serializer = new(null!);
    private readonly Aggregate _one = Of(1);
    private readonly Aggregate _other = Of(2);
    private RecordWindow _message = null!;
    private byte[] _bytes = [];
    private string _manifest = "";

    [GlobalSetup]
    public void Setup()
    {
        _message = new RecordWindow(new Window
        {
            Slice = new SliceId(new RunId("20261124-170201-abcdef"), 0, 0, 0),
            Target = new TargetId("openai/gpt-4o-mini"),
            Epoch = 1,
            Sequence = 1,
            StartedAt = DateTimeOffset.UnixEpoch,
            Duration = TimeSpan.FromSeconds(1),
            Reserved = 1000,
            Measured = _one,
        });
        (_manifest, _bytes) = (_serializer.Manifest(_message), _serializer.ToBinary(_message));
    }

    [Benchmark(OperationsPerInvoke = Requests)]
    public void Record()
    {
        foreach (var latency in _latencies)
            _recorder.Record(latency);
    }

    [Benchmark]
    public Aggregate Merge() => _one.Merge(_other);

    [Benchmark]
    public byte[] Serialize() => _serializer.ToBinary(_message);

    [Benchmark]
    public object Deserialize() => _serializer.FromBinary(_bytes, _manifest);

    private static Aggregate Of(int seed) => new()
    {
        Succeeded = Requests,
        Distributions = Aggregate.Empty.Distributions
            .Add(Measure.Latency, Distribution.Of(Latencies(seed)))
            .Add(Measure.Ttft, Distribution.Of(Latencies(seed + 10)))
            .Add(Measure.InterChunkLatency, Distribution.Of(Latencies(seed + 20))),
    };

    private static IEnumerable<long> Latencies(int seed)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, Requests).Select(_ => (long)Math.Exp(12 + random.NextDouble() * 2));
    }
}

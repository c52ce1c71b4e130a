using System.Diagnostics.Metrics;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Node.Telemetry;
using AkkaApiBench.Providers.Http;

namespace AkkaApiBench.Node.Worker.Telemetry;

/// <summary>
/// What workers measure as OpenTelemetry's metrics of generative AI clients, with the conventions' names, units, attributes and
/// buckets: https://github.com/open-telemetry/semantic-conventions-genai/blob/main/docs/gen-ai/gen-ai-metrics.md.
/// </summary>
internal sealed class OperationMeter
{
    /// <summary>How many operations a process tells apart. Collectors keep every one that ever was, so more are told as one.</summary>
    internal const int MostOperations = 200;

    private static readonly double[] Durations = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];

    private readonly Lock _lock = new();
    private readonly HashSet<Operation> _known = [];

    public OperationMeter(NodeMeter node)
    {
        Node = node;
        Duration = Seconds("gen_ai.client.operation.duration", "Time from sending a request to the last byte of its answer, or to its failure.", Durations);
        FirstChunk = Seconds("gen_ai.client.operation.time_to_first_chunk", "Time from sending a request to the first event with generated content.",
            [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]);
        OutputChunk = Seconds("gen_ai.client.operation.time_per_output_chunk", "Time between successive events with generated content.",
            [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5]);
        Tokens = node.Meter.CreateHistogram("gen_ai.client.token.usage", "{token}", "Tokens of a request by type.",
            advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864] });

        Histogram<double> Seconds(string name, string description, double[] buckets) =>
            node.Meter.CreateHistogram(name, "s", description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = buckets });
    }

    public NodeMeter Node { get; }

    public Histogram<double> Duration { get; }

    public Histogram<double> FirstChunk { get; }

    public Histogram<double> OutputChunk { get; }

    public Histogram<long> Tokens { get; }

    /// <summary>Begins to tell of a slice's requests.</summary>
    public OperationTelemetry Open(StartSlice slice, Operation operation)
    {
        lock (_lock)
            return new OperationTelemetry(this, slice, operation, isTold: _known.Contains(operation) || (_known.Count < MostOperations && _known.Add(operation)));
    }
}

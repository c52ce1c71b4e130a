using System.Diagnostics;
using AkkaApiBench.Hosting.Telemetry;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Providers;
using AkkaApiBench.Providers.Http;

namespace AkkaApiBench.Node.Worker.Telemetry;

/// <summary>
/// Spans of requests, made when they have ended, each a trace of its own of which a share is sampled. No text of prompts or
/// answers is in them, and nothing of them travels with a request.
/// </summary>
internal sealed class OperationSpans(StartSlice slice, Operation operation)
{
    private static readonly ActivitySource Source = new(TelemetryExtensions.Source);

    private readonly string _name = $"{operation.Name} {operation.Model}";
    private readonly KeyValuePair<string, object?>[] _known =
    [
        new("gen_ai.operation.name", operation.Name),
        new("gen_ai.provider.name", operation.Provider),
        new("gen_ai.request.model", operation.Model),
        new("server.address", operation.Host),
        new("server.port", operation.Port),
        new("apibench.run.id", slice.Slice.Run.Value),
        new("apibench.test.type", slice.Type.Name()),
    ];

    /// <summary>Makes the span of a request, if somebody wants it.</summary>
    public void Tell(RequestRecord record)
    {
        if (!Source.HasListeners() || record.Latency is not { } latency)
            return;
        // A trace of its own, whatever is going on in this thread.
        Activity.Current = null;
        using var span = Source.StartActivity(_name, ActivityKind.Client, default(ActivityContext), _known, links: null, record.StartedAt);
        if (span is null)
            return;
        if (record.ResponseModel is { } model)
            span.SetTag("gen_ai.response.model", model);
        if (record.FinishReason is { } reason)
            span.SetTag("gen_ai.response.finish_reasons", new[] { reason });
        if (record.Ttft is { } first)
            span.SetTag("gen_ai.response.time_to_first_chunk", first.TotalSeconds);
        if (record.Status != 0)
            span.SetTag("http.response.status_code", record.Status);
        if (record.Error is { } error)
        {
            span.SetTag("error.type", error.Name());
            span.SetStatus(ActivityStatusCode.Error);
        }
        else
        {
            span.SetTag("gen_ai.usage.input_tokens", record.Tokens.Input);
            span.SetTag("gen_ai.usage.output_tokens", record.Tokens.Output);
        }

        span.SetEndTime((record.StartedAt + latency).UtcDateTime);
    }
}

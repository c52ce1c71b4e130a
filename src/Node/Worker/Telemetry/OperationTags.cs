using System.Collections.Concurrent;
using AkkaApiBench.Providers.Http;

namespace AkkaApiBench.Node.Worker.Telemetry;

/// <summary>The attributes of an operation's metrics; bounded, whatever plans name and providers answer. Safe for several threads.</summary>
/// <param name="operation">The operation.</param>
/// <param name="isTold">False for one too many, which is told together with all others of that kind.</param>
internal sealed class OperationTags(Operation operation, bool isTold)
{
    /// <summary>How many models a provider may answer with for one that was asked for, before they are not told any more.</summary>
    internal const int MostModels = 8;

    // As OpenTelemetry's SDK names it.
    private static readonly KeyValuePair<string, object?>[] Overflow = [new("otel.metric.overflow", true)];

    private readonly ConcurrentDictionary<string, KeyValuePair<string, object?>[]> _byModel = new(StringComparer.Ordinal);
    private readonly KeyValuePair<string, object?>[] _withoutModel =
    [
        new("gen_ai.operation.name", operation.Name),
        new("gen_ai.provider.name", operation.Provider),
        new("gen_ai.request.model", operation.Model),
        new("server.address", operation.Host),
        new("server.port", operation.Port),
    ];

    /// <summary>The attributes of a request that a model answered; null when nobody knows which.</summary>
    public KeyValuePair<string, object?>[] Of(string? model)
    {
        if (!isTold)
            return Overflow;
        if (model is null)
            return _withoutModel;
        if (_byModel.TryGetValue(model, out var known))
            return known;
        return _byModel.Count >= MostModels ? _withoutModel : _byModel.GetOrAdd(model, [.. _withoutModel, new("gen_ai.response.model", model)]);
    }
}

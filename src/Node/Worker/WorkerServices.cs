using AkkaApiBench.Node.Worker.Records;
using AkkaApiBench.Node.Worker.Telemetry;
using AkkaApiBench.Providers.Keys;
using AkkaApiBench.Providers.Outbound;

namespace AkkaApiBench.Node.Worker;

/// <summary>What testers need of the node.</summary>
/// <param name="Keys">Finds API keys on this machine.</param>
/// <param name="Requests">Where every request is written down; null when nobody wants them.</param>
/// <param name="Time">The clock for times of day.</param>
internal sealed record WorkerServices(IKeySource Keys, RequestLog? Requests, TimeProvider Time)
{
    /// <summary>Where testers may connect to.</summary>
    public OutboundAddressPolicy Outbound { get; init; } = OutboundAddressPolicy.Unrestricted;

    /// <summary>Who is told of every request; null when nobody watches.</summary>
    public OperationMeter? Meter { get; init; }
}

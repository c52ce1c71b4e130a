using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Gateway;

/// <summary>
/// The public REST API of a gateway. Every call throws <see cref="GatewayUnreachableException"/> when there is no answer and
/// <see cref="GatewayProblemException"/> when the answer is a refusal.
/// </summary>
internal interface IGateway
{
    /// <summary>Where it is.</summary>
    Uri Address { get; }

    /// <summary>Asks for a plan to be executed.</summary>
    Task<RunView> SubmitAsync(JsonNode plan, string idempotencyKey, CancellationToken cancellation);

    /// <summary>Tells how a run goes, now and at each change, up to its end; a dropped connection is taken up again where it was lost.</summary>
    IAsyncEnumerable<RunEvent> WatchAsync(string runId, CancellationToken cancellation);

    /// <summary>Asks for a run to be stopped in order; answered by where it stands then.</summary>
    Task<RunView> CancelAsync(string runId, CancellationToken cancellation);

    /// <summary>What a run came to, once it has ended.</summary>
    Task<RunResult> ResultAsync(string runId, CancellationToken cancellation);
}

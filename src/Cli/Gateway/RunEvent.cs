using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Gateway;

/// <summary>What the event stream of a run tells.</summary>
/// <param name="Name">The event: <c>progress</c>, <c>end</c> or <c>anomaly</c>.</param>
/// <param name="Data">What the gateway says of it: JSON in one line.</param>
internal sealed record RunEvent(string Name, string Data)
{
    /// <summary>Where the run stands; null for what does not say so.</summary>
    public RunView? Run { get; init; }

    /// <summary>What goes wrong at one of its targets; null for what does not say so.</summary>
    public AnomalyEventView? Anomaly { get; init; }
}

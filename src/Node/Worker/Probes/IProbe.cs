using AkkaApiBench.Messages.Findings;

namespace AkkaApiBench.Node.Worker.Probes;

/// <summary>
/// A test whose next request depends on the answers so far: a state machine without a clock and without I/O. It is immutable;
/// each event gives the probe as it is after it.
/// </summary>
internal interface IProbe
{
    /// <summary>What to do next. Waiting is for probes that have a request in flight.</summary>
    ProbeStep Decide(ProbeProgress progress);

    /// <summary>The probe after a request was sent at a time from its beginning.</summary>
    IProbe Sent(ProbeRequest request, TimeSpan at) => this;

    /// <summary>The probe after an answer.</summary>
    IProbe Apply(ProbeAnswer answer);

    /// <summary>What was found out so far.</summary>
    /// <param name="end">Why it is over.</param>
    ProbeFindings Findings(ProbeEnd end);
}

/// <summary>How far the requests of a probe are.</summary>
/// <param name="Now">Time since its beginning.</param>
/// <param name="InFlight">Requests that were not answered yet.</param>
internal readonly record struct ProbeProgress(TimeSpan Now, int InFlight);

using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Node.Worker.Probes;

/// <summary>A probe at work within its bounds: what it may still send, what is in flight, and why it is over.</summary>
/// <param name="Probe">The probe.</param>
/// <param name="Bounds">Its bounds.</param>
internal sealed record ProbeSession(IProbe Probe, ProbeLoad Bounds)
{
    /// <summary>Requests sent.</summary>
    public int Sent { get; private init; }

    /// <summary>Requests that were not answered yet.</summary>
    public int InFlight { get; private init; }

    /// <summary>Why nothing more is sent; null while something may be.</summary>
    public ProbeEnd? Ended { get; private init; }

    /// <summary>True when nothing more will happen.</summary>
    public bool IsOver => Ended is not null && InFlight == 0;

    /// <summary>What was found out so far.</summary>
    public ProbeFindings Findings => Probe.Findings(Ended ?? ProbeEnd.Stopped);

    /// <summary>What to do next at a time from the beginning.</summary>
    /// <exception cref="InvalidOperationException">The probe waits for an answer, and none can come.</exception>
    public ProbeStep Decide(TimeSpan now)
    {
        if (Ended is { } ended)
            return new ProbeStep.End(ended);

        var step = Probe.Decide(new ProbeProgress(now, InFlight));
        return step switch
        {
            ProbeStep.Send when Sent >= Bounds.MaxRequests => new ProbeStep.End(ProbeEnd.MaxRequests),
            ProbeStep.Send send when now >= Bounds.Duration || send.Due >= Bounds.Duration => new ProbeStep.End(ProbeEnd.Duration),
            ProbeStep.Send when InFlight >= Bounds.MaxInFlight => ProbeStep.Wait,
            ProbeStep.Send or ProbeStep.End => step,
            _ => InFlight > 0 ? step : throw new InvalidOperationException($"{Probe.GetType().Name} waits for an answer without a request in flight."),
        };
    }

    /// <summary>The session after a request was sent.</summary>
    public ProbeSession AfterSending(ProbeRequest request, TimeSpan at) =>
        this with { Probe = Probe.Sent(request, at), Sent = Sent + 1, InFlight = InFlight + 1 };

    /// <summary>The session after an answer.</summary>
    public ProbeSession AfterAnswer(ProbeAnswer answer) => this with { Probe = Probe.Apply(answer), InFlight = InFlight - 1 };

    /// <summary>The session that sends no more. The first reason stands.</summary>
    public ProbeSession End(ProbeEnd why) => this with { Ended = Ended ?? why };
}

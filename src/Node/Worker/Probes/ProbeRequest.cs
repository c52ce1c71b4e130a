using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Providers;
using AkkaApiBench.Providers.Http;

namespace AkkaApiBench.Node.Worker.Probes;

/// <summary>A request that a probe decided on.</summary>
/// <param name="Purpose">What it is for, which the probe that reads the answer understands.</param>
/// <param name="Variation">In what it differs from the plan's own requests.</param>
internal sealed record ProbeRequest(string Purpose, RequestVariation Variation)
{
    /// <summary>A number that belongs to the purpose, such as the words of the prompt.</summary>
    public int Size { get; init; }

    /// <summary>Which errors it means to provoke; they are the target's good right, and judged in the findings.</summary>
    public Func<ErrorKind, bool> Provokes { get; init; } = static _ => false;
}

/// <summary>What came of a request. Times count from the probe's beginning.</summary>
/// <param name="Request">The request.</param>
/// <param name="Record">The measured facts.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="EndedAt">When it had ended.</param>
internal sealed record ProbeAnswer(ProbeRequest Request, RequestRecord Record, TimeSpan SentAt, TimeSpan EndedAt)
{
    /// <summary>True when a new connection was opened for a request between the one before and the end of this one.</summary>
    public bool OpenedConnection { get; init; }

    /// <summary>True for a refusal by the limit of requests or tokens.</summary>
    public bool IsRateLimited => Record.Error is ErrorKind.RateLimited;
}

/// <summary>What a probe does next.</summary>
internal abstract record ProbeStep
{
    /// <summary>Waits for an answer to one of its requests in flight.</summary>
    public static readonly ProbeStep Wait = new Waiting();

    /// <summary>Sends a request.</summary>
    /// <param name="Request">Which.</param>
    /// <param name="Due">When, from the probe's beginning; a time in the past means now.</param>
    public sealed record Send(ProbeRequest Request, TimeSpan Due) : ProbeStep;

    /// <summary>Is over.</summary>
    /// <param name="Why">Why.</param>
    public sealed record End(Messages.Findings.ProbeEnd Why) : ProbeStep;

    private sealed record Waiting : ProbeStep;
}

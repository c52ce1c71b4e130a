using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Simulator.Truth;

/// <summary>What became of a profile's requests.</summary>
/// <param name="Profile">The profile's name.</param>
/// <param name="Received">Requests that came, those in flight included.</param>
/// <param name="InFlight">Requests that have not ended.</param>
/// <param name="Outcomes">Ended requests by outcome, <see cref="Outcome.InProgress"/> left out.</param>
/// <param name="Faults">Ended requests by what went wrong on purpose, those that completed nevertheless included.</param>
/// <param name="InputTokens">Tokens of the prompts that were answered.</param>
/// <param name="OutputTokens">Tokens sent.</param>
public sealed record ProfileStats(
    string Profile,
    long Received,
    long InFlight,
    IReadOnlyDictionary<Outcome, long> Outcomes,
    IReadOnlyDictionary<FaultKind, long> Faults,
    long InputTokens,
    long OutputTokens);

/// <summary>Counts what becomes of a profile's requests.</summary>
internal sealed class ProfileCounters
{
    private readonly long[] _outcomes = new long[Enum.GetValues<Outcome>().Length];
    private readonly long[] _faults = new long[Enum.GetValues<FaultKind>().Length];
    private long _received;
    private long _ended;
    private long _inputTokens;
    private long _outputTokens;

    public void Begin() => Interlocked.Increment(ref _received);

    public void End(RequestTruth truth)
    {
        Interlocked.Increment(ref _outcomes[(int)truth.Outcome]);
        if (truth.Fault is { } fault)
            Interlocked.Increment(ref _faults[(int)fault]);
        Interlocked.Add(ref _inputTokens, truth.InputTokens);
        Interlocked.Add(ref _outputTokens, truth.OutputTokens);
        Interlocked.Increment(ref _ended);
    }

    public ProfileStats Snapshot(string profile)
    {
        var ended = Interlocked.Read(ref _ended);
        var received = Interlocked.Read(ref _received);
        return new ProfileStats(
            profile,
            received,
            received - ended,
            Enum.GetValues<Outcome>().Where(outcome => outcome is not Outcome.InProgress)
                .ToDictionary(outcome => outcome, outcome => Interlocked.Read(ref _outcomes[(int)outcome])),
            Enum.GetValues<FaultKind>().Where(fault => Interlocked.Read(ref _faults[(int)fault]) > 0)
                .ToDictionary(fault => fault, fault => Interlocked.Read(ref _faults[(int)fault])),
            Interlocked.Read(ref _inputTokens),
            Interlocked.Read(ref _outputTokens));
    }
}

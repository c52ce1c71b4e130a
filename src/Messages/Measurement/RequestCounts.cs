namespace AkkaApiBench.Messages.Measurement;

/// <summary>What became of every request of a test: always <c>Planned = Succeeded + Failed + Lost + NotSent</c>.</summary>
/// <param name="Succeeded">Answered completely.</param>
/// <param name="Failed">Ended with an error.</param>
/// <param name="Lost">Allowed to be sent by a worker that died before it reported what became of them.</param>
/// <param name="NotSent">Never sent: cancelled, out of budget, out of time, or the target could not be reached.</param>
public readonly record struct RequestCounts(long Succeeded, long Failed, long Lost, long NotSent)
{
    /// <summary>Every request that there should have been.</summary>
    public long Planned => Succeeded + Failed + Lost + NotSent;

    /// <summary>Sum by class.</summary>
    public static RequestCounts operator +(RequestCounts left, RequestCounts right) => new(
        left.Succeeded + right.Succeeded, left.Failed + right.Failed, left.Lost + right.Lost, left.NotSent + right.NotSent);
}

namespace AkkaApiBench.Node.Worker.Load.Schedules;

/// <summary>
/// Requests at even distances. What could not be sent before the time is over, because too many were in flight, is not sent.
/// </summary>
/// <param name="Rate">Requests a second.</param>
/// <param name="Duration">For how long.</param>
/// <param name="InFlight">The most requests in flight.</param>
/// <param name="Phase">When the first request is due, as a share of the distance between two.</param>
/// <param name="Requests">How many requests there are.</param>
internal sealed record ConstantRateSchedule(double Rate, TimeSpan Duration, int InFlight, double Phase, long Requests) : ISchedule
{
    public long? Planned => Requests;

    public bool IsOpenLoop => true;

    public TimeSpan End => Duration;

    public TimeSpan? DueTime(long index, TimeSpan elapsed) =>
        index < Requests && elapsed < Duration ? TimeSpan.FromSeconds((Phase + index) / Rate) : null;
}

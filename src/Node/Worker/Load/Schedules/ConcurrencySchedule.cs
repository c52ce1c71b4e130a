namespace AkkaApiBench.Node.Worker.Load.Schedules;

/// <summary>Requests one after the other until the time is over.</summary>
internal sealed record ConcurrencySchedule(TimeSpan Duration, int InFlight) : ISchedule
{
    public long? Planned => null;

    public bool IsOpenLoop => false;

    public double Rate => 0;

    public TimeSpan End => Duration;

    public TimeSpan? DueTime(long index, TimeSpan elapsed) => elapsed < Duration ? TimeSpan.Zero : null;
}

namespace AkkaApiBench.Node.Worker.Load.Schedules;

/// <summary>A fixed number of requests, the next as soon as one is answered.</summary>
internal sealed record IterationsSchedule(long Requests, int InFlight) : ISchedule
{
    public long? Planned => Requests;

    public bool IsOpenLoop => false;

    public double Rate => 0;

    public TimeSpan End => TimeSpan.MaxValue;

    public TimeSpan? DueTime(long index, TimeSpan elapsed) => index < Requests ? TimeSpan.Zero : null;
}

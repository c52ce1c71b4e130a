using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Node.Worker.Load.Schedules;

/// <summary>Makes schedules of what is left of a load.</summary>
internal static class ScheduleFactory
{
    /// <summary>The schedule of a slice's load that earlier epochs have brought to <paramref name="done"/>.</summary>
    public static ISchedule For(Messages.Plans.Load load, SlicePosition done) => load switch
    {
        IterationsLoad iterations => new IterationsSchedule(Math.Max(0, iterations.Requests - done.Consumed), iterations.Concurrency),
        ConcurrencyLoad concurrency => new ConcurrencySchedule(Left(concurrency.Duration, done), concurrency.Concurrency),
        ConstantRateLoad rate => new ArrivalSchedule(new EvenArrivals(rate.Rate, rate.Phase, rate.Due), rate.Duration, rate.MaxInFlight, done),
        PoissonLoad poisson => new ArrivalSchedule(new ListedArrivals([.. poisson.Arrivals]), poisson.Duration, poisson.MaxInFlight, done),
        RampLoad ramp => new ArrivalSchedule(new RampArrivals(ramp), ramp.Limit!.Value, ramp.MaxInFlight, done),
        TraceLoad trace => new ArrivalSchedule(
            new ListedArrivals([.. Enumerable.Range(0, trace.Requests.Length).Select(trace.DueTime)]), trace.Limit!.Value, trace.MaxInFlight, done),
        _ => throw new NotSupportedException($"The load {load.GetType().Name} has no schedule."),
    };

    /// <summary>The unmeasured load before a test: as many requests at a time as the test has in flight, at most ten.</summary>
    public static ISchedule Warmup(Messages.Plans.Load load, TimeSpan duration) => new ConcurrencySchedule(duration, Math.Min(10, load.InFlight));

    private static TimeSpan Left(TimeSpan duration, SlicePosition done) =>
        duration > done.Measured ? duration - done.Measured : TimeSpan.Zero;
}

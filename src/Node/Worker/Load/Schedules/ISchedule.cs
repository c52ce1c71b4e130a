namespace AkkaApiBench.Node.Worker.Load.Schedules;

/// <summary>When each request of a slice is due. Pure: knows no clock.</summary>
internal interface ISchedule
{
    /// <summary>How many requests there are; null when time decides.</summary>
    long? Planned { get; }

    /// <summary>The most requests in flight.</summary>
    int InFlight { get; }

    /// <summary>True when requests are due at times of their own, whether or not earlier ones were answered.</summary>
    bool IsOpenLoop { get; }

    /// <summary>The most requests a second where the schedule sets them; 0 where answers do.</summary>
    double Rate { get; }

    /// <summary>When no request is started any more, from the beginning; <see cref="TimeSpan.MaxValue"/> when their number decides.</summary>
    TimeSpan End { get; }

    /// <summary>When a request is due, from the beginning; null when neither it nor a later one is to be sent.</summary>
    /// <param name="index">Which request, from 0.</param>
    /// <param name="elapsed">Time since the beginning.</param>
    /// <returns>A time in the past means now.</returns>
    TimeSpan? DueTime(long index, TimeSpan elapsed);
}

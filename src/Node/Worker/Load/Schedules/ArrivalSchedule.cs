using AkkaApiBench.Messages.Journal;

namespace AkkaApiBench.Node.Worker.Load.Schedules;

/// <summary>
/// Requests at times of their own. What could not be sent because too many were in flight is sent late; when that is later
/// than a second after the end, it is not sent.
/// </summary>
internal sealed class ArrivalSchedule : ISchedule
{
    /// <summary>The last request may be due just before the end, and a thread late.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly IArrivals _arrivals;
    private readonly long _first;
    private readonly TimeSpan _beginning;

    /// <summary>The rest of a load.</summary>
    /// <param name="arrivals">When the requests of the whole load are due.</param>
    /// <param name="duration">How long the whole load takes.</param>
    /// <param name="inFlight">The most requests in flight.</param>
    /// <param name="done">What earlier epochs have done of it.</param>
    public ArrivalSchedule(IArrivals arrivals, TimeSpan duration, int inFlight, SlicePosition done)
    {
        _arrivals = arrivals;
        _first = Math.Min(done.Consumed, arrivals.Count);
        // The measured time, yet neither so late that requests are overdue nor so early that the last one comes again.
        var latest = _first < arrivals.Count ? arrivals[_first] : duration;
        _beginning = done.Measured < latest ? done.Measured : latest;
        if (_first > 0 && _beginning < arrivals[_first - 1])
            _beginning = arrivals[_first - 1];
        End = duration - _beginning + Grace;
        InFlight = inFlight;
        Rate = arrivals.PeakRate;
    }

    public long? Planned => _arrivals.Count - _first;

    public int InFlight { get; }

    public bool IsOpenLoop => true;

    public double Rate { get; }

    public TimeSpan End { get; }

    public TimeSpan? DueTime(long index, TimeSpan elapsed) =>
        index < Planned && elapsed < End ? _arrivals[_first + index] - _beginning : null;
}

namespace AkkaApiBench.Node.Worker.Load.Schedules;

/// <summary>Arrivals that are known one by one.</summary>
internal sealed class ListedArrivals(IReadOnlyList<TimeSpan> times) : IArrivals
{
    public long Count => times.Count;

    /// <summary>The most in any second that begins with an arrival.</summary>
    public double PeakRate
    {
        get
        {
            var (most, first) = (0, 0);
            for (var last = 0; last < times.Count; last++)
            {
                while (times[last] - times[first] >= TimeSpan.FromSeconds(1))
                    first++;
                most = Math.Max(most, last - first + 1);
            }

            return most;
        }
    }

    public TimeSpan this[long index] => times[(int)index];
}

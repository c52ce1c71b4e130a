namespace AkkaApiBench.Node.Worker.Load.Schedules;

/// <summary>Arrivals at even distances.</summary>
/// <param name="PeakRate">Requests a second.</param>
/// <param name="Phase">When the first request is due, as a share of the distance between two.</param>
/// <param name="Count">How many requests there are.</param>
internal sealed record EvenArrivals(double PeakRate, double Phase, long Count) : IArrivals
{
    public TimeSpan this[long index] => TimeSpan.FromSeconds((Phase + index) / PeakRate);
}

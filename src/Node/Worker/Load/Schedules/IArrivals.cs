namespace AkkaApiBench.Node.Worker.Load.Schedules;

/// <summary>When the requests of an open loop are due, from its very beginning.</summary>
internal interface IArrivals
{
    /// <summary>How many there are.</summary>
    long Count { get; }

    /// <summary>The most requests a second.</summary>
    double PeakRate { get; }

    /// <summary>When one of them is due; never before an earlier one.</summary>
    TimeSpan this[long index] { get; }
}

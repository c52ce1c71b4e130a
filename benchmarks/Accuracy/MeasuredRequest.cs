namespace AkkaApiBench.Accuracy;

/// <summary>What a client measured of one request, in seconds from sending.</summary>
/// <param name="Id">The server's identifier.</param>
/// <param name="TokenTimes">When each content event arrived.</param>
/// <param name="Latency">When the last byte had arrived.</param>
internal sealed record MeasuredRequest(string Id, IReadOnlyList<double> TokenTimes, double Latency);

namespace AkkaApiBench.Analytics.Saturation;

/// <summary>A point of the curve that a service shows under rising load.</summary>
/// <param name="Load">What was asked of it: requests a second, or callers.</param>
/// <param name="Throughput">What it gave: answers a second.</param>
/// <param name="Latency">How long one took, in seconds.</param>
public readonly record struct LoadPoint(double Load, double Throughput, double Latency);

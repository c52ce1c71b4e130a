using AkkaApiBench.Analytics.Statistics;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Analytics.Comparisons;

/// <summary>What two targets differ in, before it is judged together with others.</summary>
/// <param name="Pair">The targets.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Figure">The figure of it, such as <c>latency.p50</c>.</param>
/// <param name="ValueA">A's figure, in milliseconds for times, else in the metric's unit.</param>
/// <param name="ValueB">B's figure.</param>
/// <param name="Interval">The 95 % interval of A's figure − B's.</param>
/// <param name="Ratio">The 95 % interval of A's figure / B's; null where there is none.</param>
/// <param name="Evidence">What the test of the figure says.</param>
internal sealed record Finding(
    Pair Pair, Metric Metric, string Figure, double ValueA, double ValueB, Interval Interval, Interval? Ratio, Evidence Evidence);

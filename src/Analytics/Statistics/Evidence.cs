namespace AkkaApiBench.Analytics.Statistics;

/// <summary>What a test of two samples says.</summary>
/// <param name="PValue">How likely at least such a difference is where there is none; two-sided.</param>
/// <param name="Side">Above 0 when the first sample tends to be larger, below 0 when the second does, 0 for neither.</param>
internal readonly record struct Evidence(double PValue, int Side);

namespace AkkaApiBench.Analytics.Detection;

/// <summary>A value of a series.</summary>
/// <param name="Time">When it was measured, or its window began.</param>
/// <param name="Value">The value, in the series' own unit; not a number where there is none.</param>
/// <param name="Count">How many measurements it stands for; a rate with a count is tested as a binomial.</param>
public readonly record struct Point(DateTimeOffset Time, double Value, long? Count = null);

namespace AkkaApiBench.Analytics.Detection.Baselines;

/// <summary>A point beside what was expected of it from the points before it.</summary>
/// <param name="Value">The value.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Residual">Value − expected.</param>
/// <param name="Z">The residual in usual deviations; of a rate with a count, its binomial deviance residual.</param>
/// <param name="SeasonalResidual">Value − what is usual at this time of the season, shifted by what it was off of late.</param>
/// <param name="SlowZ">The deviation from the long-run norm, in usual deviations: a drift stays in it.</param>
/// <param name="IsSeasonal">True when the season explains the series better than its long-run level does.</param>
internal readonly record struct Sample(double Value, double Expected, double Residual, double Z, double SeasonalResidual, double SlowZ, bool IsSeasonal);

namespace AkkaApiBench.Analytics.Detection;

/// <summary>What is wrong with a series.</summary>
public enum AnomalyKind
{
    /// <summary>Answers take longer than they did.</summary>
    LatencySpike,

    /// <summary>Fewer requests or tokens a second.</summary>
    ThroughputDrop,

    /// <summary>More requests fail.</summary>
    SuccessRateDecrease,

    /// <summary>The same costs more.</summary>
    CostAnomaly,

    /// <summary>Values or sequences that were not there before.</summary>
    PatternChange,

    /// <summary>Not what is usual at this time of the day and the week.</summary>
    SeasonalDeviation,

    /// <summary>The series goes another way than before.</summary>
    TrendBreak,

    /// <summary>Worse for long.</summary>
    PersistentDegradation,

    /// <summary>Up and down by more than is usual.</summary>
    Oscillation,
}

/// <summary>The names of kinds and severities in files and on screen.</summary>
public static class AnomalyNames
{
    /// <summary>Snake case.</summary>
    public static string Of(AnomalyKind kind) => kind switch
    {
        AnomalyKind.LatencySpike => "latency_spike",
        AnomalyKind.ThroughputDrop => "throughput_drop",
        AnomalyKind.SuccessRateDecrease => "success_rate_decrease",
        AnomalyKind.CostAnomaly => "cost_anomaly",
        AnomalyKind.PatternChange => "pattern_change",
        AnomalyKind.SeasonalDeviation => "seasonal_deviation",
        AnomalyKind.TrendBreak => "trend_break",
        AnomalyKind.PersistentDegradation => "persistent_degradation",
        _ => "oscillation",
    };

    /// <summary>Upper case.</summary>
    public static string Of(Severity severity) => severity.ToString().ToUpperInvariant();
}

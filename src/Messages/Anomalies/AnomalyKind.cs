namespace AkkaApiBench.Messages.Anomalies;

/// <summary>What is wrong with a series. The numbers are stored and sent: never reuse one.</summary>
public enum AnomalyKind
{
    /// <summary>Answers take longer than they did.</summary>
    LatencySpike = 0,

    /// <summary>Fewer requests or tokens a second.</summary>
    ThroughputDrop = 1,

    /// <summary>More requests fail.</summary>
    SuccessRateDecrease = 2,

    /// <summary>The same costs more.</summary>
    CostAnomaly = 3,

    /// <summary>Values or sequences that were not there before.</summary>
    PatternChange = 4,

    /// <summary>Not what is usual at this time of the day and the week.</summary>
    SeasonalDeviation = 5,

    /// <summary>The series goes another way than before.</summary>
    TrendBreak = 6,

    /// <summary>Worse for long.</summary>
    PersistentDegradation = 7,

    /// <summary>Up and down by more than is usual.</summary>
    Oscillation = 8,
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

using System.Text.Json.Serialization;

namespace AkkaApiBench.Messages.Anomalies;

/// <summary>How bad an incident is, by its size and how long it lasts. The numbers are stored and sent: never reuse one.</summary>
public enum Severity
{
    /// <summary>To be known.</summary>
    [JsonStringEnumMemberName("LOW")]
    Low = 0,

    /// <summary>To be looked at.</summary>
    [JsonStringEnumMemberName("MEDIUM")]
    Medium = 1,

    /// <summary>To be looked at now.</summary>
    [JsonStringEnumMemberName("HIGH")]
    High = 2,

    /// <summary>Beyond anything that was seen.</summary>
    [JsonStringEnumMemberName("CRITICAL")]
    Critical = 3,
}

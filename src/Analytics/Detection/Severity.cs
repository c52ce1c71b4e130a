namespace AkkaApiBench.Analytics.Detection;

/// <summary>How bad an incident is, by its size and how long it lasts.</summary>
public enum Severity
{
    /// <summary>To be known.</summary>
    Low,

    /// <summary>To be looked at.</summary>
    Medium,

    /// <summary>To be looked at now.</summary>
    High,

    /// <summary>Beyond anything that was seen.</summary>
    Critical,
}

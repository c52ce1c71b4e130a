namespace AkkaApiBench.Messages.Plans;

/// <summary>Reads the bounds of a probe.</summary>
internal static class ProbeLoadReader
{
    private const int MaxRequests = 100_000;
    private const int MaxPromptTokens = 4_000_000;
    private const decimal Fastest = 600_000m;

    private static readonly TimeSpan MinDuration = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxDuration = TimeSpan.FromHours(6);

    /// <summary>Reads them; what is left out is as in <paramref name="usual"/>.</summary>
    public static ProbeLoad Read(FieldReader fields, Load usual)
    {
        var bounds = usual as ProbeLoad ?? new ProbeLoad(100, TimeSpan.FromMinutes(5));
        return new ProbeLoad(
            (int)(fields.Whole("max_requests", 1, MaxRequests) ?? bounds.MaxRequests),
            fields.Duration("duration", MinDuration, MaxDuration) ?? bounds.Duration)
        {
            MaxPromptTokens = (int)(fields.Whole("max_prompt_tokens", 100, MaxPromptTokens) ?? bounds.MaxPromptTokens),
            MaxInFlight = bounds.MaxInFlight,
            MaxPerMinute = (double)(fields.Number("max_per_minute", 1, Fastest, " requests a minute") ?? (decimal)bounds.MaxPerMinute),
        };
    }
}

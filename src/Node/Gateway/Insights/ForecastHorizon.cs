namespace AkkaApiBench.Node.Gateway.Insights;

/// <summary>How far a forecast looks, and on what it rests.</summary>
/// <param name="Name">What the user calls it.</param>
/// <param name="Step">The length of a step.</param>
/// <param name="Steps">How many there are.</param>
/// <param name="History">How much of the past is looked at: some of the longest seasons that matter.</param>
internal sealed record ForecastHorizon(string Name, TimeSpan Step, int Steps, TimeSpan History)
{
    public static readonly IReadOnlyList<ForecastHorizon> All =
    [
        new("hour", TimeSpan.FromMinutes(1), 60, TimeSpan.FromDays(2)),
        new("day", TimeSpan.FromHours(1), 24, TimeSpan.FromDays(42)),
        new("week", TimeSpan.FromHours(1), 168, TimeSpan.FromDays(84)),
    ];

    /// <summary>A guess on fewer values says nothing.</summary>
    public const int FewestValues = 12;

    /// <summary>The whole of it.</summary>
    public TimeSpan Length => Steps * Step;

    private string StepName => Step == TimeSpan.FromHours(1) ? "hour" : "minute";

    public static ForecastHorizon? Find(string name) => All.FirstOrDefault(horizon => horizon.Name == name);

    /// <summary>The last moment whose step is complete.</summary>
    public DateTimeOffset EndOfSteps(DateTimeOffset now) => new(now.UtcTicks - now.UtcTicks % Step.Ticks, TimeSpan.Zero);

    /// <summary>Why a forecast cannot be made; null when it can.</summary>
    /// <param name="known">What is known; null for nothing.</param>
    /// <param name="end">The end of the last step that is complete.</param>
    public string? WhyNot(KnownValues? known, DateTimeOffset end)
    {
        var needed = $"a forecast of {(Name == "hour" ? "an" : "a")} {Name} needs values of at least {FewestValues} {StepName}s, the first of them {Name switch { "hour" => "an hour", _ => $"a {Name}" }} before the last";
        if (known is null)
            return $"{needed}; there is none that is over in the last {History.TotalDays:0} days";
        if (known.Count < FewestValues || known.Span < Length)
            return FormattableString.Invariant($"{needed}; there are {known.Count}, from {known.Start:yyyy-MM-ddTHH:mmZ} to {known.Last:yyyy-MM-ddTHH:mmZ}");
        return end - known.End <= Length ? null
            : FormattableString.Invariant($"a forecast of {(Name == "hour" ? "an" : "a")} {Name} needs values that are no older than that; the last is of {known.Last:yyyy-MM-ddTHH:mmZ}");
    }
}

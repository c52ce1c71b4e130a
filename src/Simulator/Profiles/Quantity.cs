namespace AkkaApiBench.Simulator.Profiles;

/// <summary>Something that a distribution can be of.</summary>
/// <param name="Written">How a value is written.</param>
/// <param name="Parse">Reads a value; null when it is not allowed.</param>
internal sealed record Quantity(string Written, Func<string, double?> Parse)
{
    /// <summary>A duration up to ten minutes, in milliseconds.</summary>
    public static readonly Quantity Duration = new(
        "a duration such as 250ms or 2s, up to 10m",
        text => ProfileFields.DurationOf(text) is { } duration && duration <= TimeSpan.FromMinutes(10) ? duration.TotalMilliseconds : null);

    /// <summary>A number of tokens.</summary>
    public static readonly Quantity Tokens = new(
        "a number of tokens from 1 to 100000",
        text => ProfileFields.NumberOf(text) is >= 1 and <= 100_000 and var number ? number : null);
}

namespace AkkaApiBench.Analytics.Advice;

/// <summary>What a change of cost is made of.</summary>
/// <param name="Name">The driver.</param>
/// <param name="Dollars">Its part of the change.</param>
internal sealed record CostDriver(string Name, double Dollars);

/// <summary>
/// Divides a change of cost among number of requests, length of prompts and answers, and prices, without remainder: the logarithmic
/// mean Divisia index (B. W. Ang, "The LMDI approach to decomposition analysis", Energy Policy 33, 2005).
/// </summary>
internal static class CostDrivers
{
    /// <summary>The drivers, the largest first.</summary>
    public static IReadOnlyList<CostDriver> Of(IReadOnlyCollection<DailyCost> before, IReadOnlyCollection<DailyCost> after) =>
        [.. Parts("prompts", before, after, day => day.InputTokens, day => (double)day.InputCost.Dollars)
            .Concat(Parts("answers", before, after, day => day.OutputTokens, day => (double)day.OutputCost.Dollars))
            .GroupBy(part => part.Name)
            .Select(part => new CostDriver(part.Key, part.Sum(driver => driver.Dollars)))
            .OrderByDescending(driver => Math.Abs(driver.Dollars))];

    private static IEnumerable<CostDriver> Parts(
        string what, IReadOnlyCollection<DailyCost> before, IReadOnlyCollection<DailyCost> after, Func<DailyCost, long> tokensOf, Func<DailyCost, double> costOf)
    {
        var (cost0, cost1) = (before.Average(costOf), after.Average(costOf));
        var (requests0, requests1) = (before.Average(day => (double)day.Requests), after.Average(day => (double)day.Requests));
        var (tokens0, tokens1) = (before.Average(day => (double)tokensOf(day)), after.Average(day => (double)tokensOf(day)));
        if (cost0 <= 0 || cost1 <= 0 || requests0 <= 0 || requests1 <= 0 || tokens0 <= 0 || tokens1 <= 0)
            return [new CostDriver($"use of {what} at all", cost1 - cost0)];

        var weight = cost0 == cost1 ? cost0 : (cost1 - cost0) / Math.Log(cost1 / cost0);
        return
        [
            new CostDriver("number of requests", weight * Math.Log(requests1 / requests0)),
            new CostDriver($"length of {what}", weight * Math.Log(tokens1 / requests1 / (tokens0 / requests0))),
            new CostDriver($"price of {what}", weight * Math.Log(cost1 / tokens1 / (cost0 / tokens0))),
        ];
    }
}

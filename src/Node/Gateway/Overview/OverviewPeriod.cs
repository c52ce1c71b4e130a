namespace AkkaApiBench.Node.Gateway.Overview;

/// <summary>A time up to now that an overview is of.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Step">The distance of two values of a course.</param>
internal sealed record OverviewPeriod(string Name, TimeSpan Length, TimeSpan Step)
{
    /// <summary>All, the shortest first.</summary>
    public static readonly IReadOnlyList<OverviewPeriod> All =
    [
        new("1h", TimeSpan.FromHours(1), TimeSpan.FromMinutes(1)),
        new("6h", TimeSpan.FromHours(6), TimeSpan.FromMinutes(5)),
        new("24h", TimeSpan.FromDays(1), TimeSpan.FromMinutes(15)),
        new("7d", TimeSpan.FromDays(7), TimeSpan.FromHours(2)),
        new("30d", TimeSpan.FromDays(30), TimeSpan.FromHours(12)),
    ];

    /// <summary>The period of a name; null for none.</summary>
    public static OverviewPeriod? Find(string name) => All.FirstOrDefault(period => period.Name == name);
}

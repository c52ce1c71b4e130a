using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Node.Gateway.Live;

/// <summary>Which news a stream tells.</summary>
internal static class LiveFilter
{
    /// <summary>How a run goes, and what goes wrong at its targets since it began.</summary>
    public static Func<LiveNews, bool> Of(RunPlan run)
    {
        var targets = run.Plan.Targets.Select(target => target.Id).ToHashSet();
        var since = run.Header.StartedAt ?? run.Header.AcceptedAt;
        return news => news switch
        {
            LiveNews.RunProgressed progressed => progressed.Progress.Run == run.Run,
            LiveNews.AnomalyChanged { Noted: var noted } => targets.Contains(noted.Target) && noted.Anomaly.IsWithin(since, DateTimeOffset.MaxValue),
            _ => news is LiveNews.Ping,
        };
    }

    /// <summary>Everything with one of these names; with none, all.</summary>
    public static Func<LiveNews, bool> Of(IReadOnlySet<string> names) =>
        news => names.Count == 0 || news is LiveNews.Ping or LiveNews.Reset || names.Contains(news.Name);
}

using System.Text.Json;
using AkkaApiBench.Messages.Monitors;

namespace AkkaApiBench.Node.Gateway.Api;

/// <summary>What the live stream tells as <c>removed</c>: a run that is no more.</summary>
/// <param name="RunId">Its identifier.</param>
public sealed record RunRemovedView(string RunId);

/// <summary>What the live stream tells as <c>monitor</c>.</summary>
public sealed record MonitorEventView
{
    /// <summary>
    /// What happened: <c>firing_failed</c>, <c>firing_passed</c>, <c>firing_skipped</c>, <c>firings_missed</c>, <c>spend_cap_noted</c>,
    /// <c>slo_burning</c>, <c>slo_recovered</c> or <c>monitor_stopped</c>.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>The monitor.</summary>
    public required string MonitorId { get; init; }

    /// <summary>What the user calls it.</summary>
    public required string Name { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The run that it is about; absent where there is none.</summary>
    public string? RunId { get; init; }

    /// <summary>The objective that it is about; absent where there is none.</summary>
    public string? Objective { get; init; }

    /// <summary>Why, where that needs a word.</summary>
    public string? Reason { get; init; }

    /// <summary>The view of a notice.</summary>
    public static MonitorEventView Of(IMonitorNotice notice)
    {
        var view = new MonitorEventView
        {
            Kind = JsonNamingPolicy.SnakeCaseLower.ConvertName(notice.GetType().Name),
            MonitorId = notice.Monitor.Value,
            Name = notice.Name,
            At = notice.At,
        };
        return notice switch
        {
            FiringFailed failed => view with { RunId = failed.Run.Value, Reason = failed.Reason },
            FiringPassed passed => view with { RunId = passed.Run.Value },
            FiringSkipped skipped => view with
            {
                RunId = skipped.Run?.Value,
                Reason = skipped.Reason is SkipReason.SpendCap ? "its spend cap is reached" : "the run of the firing before has not ended",
            },
            SloBurning burning => view with { Objective = burning.Objective },
            SloRecovered recovered => view with { Objective = recovered.Objective },
            _ => view,
        };
    }
}

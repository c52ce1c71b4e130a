using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Analytics.Results;

/// <summary>What happened around the requests, as results show it: nothing is said of what did not happen.</summary>
internal static class TrafficResult
{
    public static TestResult With(this TestResult result, Traffic traffic) => result with
    {
        Retries = traffic.Retries.IsEmpty ? null : traffic.Retries.ToDictionary(retry => retry.Key.Name(), retry => retry.Value),
        HeldBack = traffic.Held == 0 ? null : new HeldBackFigures { Requests = traffic.Held, TotalS = traffic.HeldTime.TotalSeconds },
        Breaker = traffic.BreakerOpened == 0 && traffic.BreakerOpenTime == TimeSpan.Zero ? null
            : new BreakerFigures { Opened = traffic.BreakerOpened, OpenS = traffic.BreakerOpenTime.TotalSeconds },
        ApiKeys = traffic.Keys.IsEmpty ? null : traffic.Keys.ToDictionary(),
    };
}

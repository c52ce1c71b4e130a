using System.Globalization;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Analytics.Results;

/// <summary>
/// Judges whether the client was the bottleneck of a test. It was when one of these holds:
/// <list type="bullet">
/// <item>it used more than 90 % of the machine's cores;</item>
/// <item>of the requests of an open loop 1 % were sent later than 1 ms, 1 % of the mean distance between two requests
/// and 1 % of the median latency, whichever is most: less does not show in the figures;</item>
/// <item>1 % of the requests took the socket longer than 1 ms and a twentieth of the median latency to take in, whichever is most:
/// what is sent does not leave as fast as it should, or the thread that sends does not get to it;</item>
/// <item>5 % of the work waited more than 10 ms for a thread. It is sampled once a window, so that p99 of a short test would be
/// a single sample.</item>
/// </list>
/// </summary>
public static class ClientLimits
{
    private const double MaxCpu = 0.9;
    private const double MaxThreadPoolDelayMs = 10;
    private const double MinLatenessMs = 1;
    private const double MinSendDelayMs = 1;
    private const double NoticeableShare = 0.05;
    private const double NegligibleShare = 0.01;

    /// <summary>Judges what was measured under a load.</summary>
    public static ClientHealth Judge(Load load, Aggregate measured)
    {
        var client = measured.Client;
        var watched = client.Observed > TimeSpan.Zero;
        var pacing = DistributionSummary.Of(measured[Measure.PacingError]);
        var sending = DistributionSummary.Of(measured[Measure.SendDelay]);
        var threadPool = DistributionSummary.Of(measured[Measure.ThreadPoolDelay]);
        var lateness = LatenessAllowed(load, measured);

        var reasons = new List<string>();
        if (client.CpuUtilization > MaxCpu)
            reasons.Add(Say($"The client used {client.CpuUtilization:P0} of its cores, more than {MaxCpu:P0}: use more workers or less load."));
        if (pacing?.P99 > lateness)
        {
            reasons.Add(Say($"1 % of the requests were sent {pacing.P99:0.###} ms late or more, and {lateness:0.###} ms are allowed: ")
                + "use more workers, a lower rate or a larger max_in_flight.");
        }

        var sendDelay = Math.Max(MinSendDelayMs, NoticeableShare * MedianLatency(measured));
        if (sending?.P99 > sendDelay)
        {
            reasons.Add(Say($"1 % of the requests took {sending.P99:0.###} ms or more to be given to the network, and {sendDelay:0.###} ms are allowed: ")
                + "use more workers, less load, or a faster way to the target.");
        }

        if (threadPool?.P95 > MaxThreadPoolDelayMs)
            reasons.Add(Say($"Work waited {threadPool.P95:0.###} ms for a thread at p95, more than {MaxThreadPoolDelayMs} ms: use more workers or less load."));

        return new ClientHealth
        {
            ClientLimited = reasons.Count > 0,
            Reasons = reasons.Count > 0 ? reasons : null,
            PacingErrorMs = pacing,
            SendDelayMs = sending,
            ThreadPoolDelayMs = threadPool,
            CpuUtilization = watched ? client.CpuUtilization : null,
            HeldS = client.Held > TimeSpan.Zero ? client.Held.TotalSeconds : null,
            GcPauseMs = watched ? client.GcPause.TotalMilliseconds : null,
        };
    }

    private static double LatenessAllowed(Load load, Aggregate measured)
    {
        var distance = load.OfferedRate is > 0 and var rate ? 1000 / rate : 0;
        return Math.Max(MinLatenessMs, NegligibleShare * Math.Max(distance, MedianLatency(measured)));
    }

    private static double MedianLatency(Aggregate measured) => measured[Measure.Latency].Percentile(50) / 1000d;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

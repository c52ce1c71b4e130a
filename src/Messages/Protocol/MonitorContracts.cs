using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Monitors;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>Every type about monitors that crosses nodes or is persisted, one line each.</summary>
internal static class MonitorContracts
{
    public static readonly IReadOnlyList<Contract> All =
    [
        Contract.Of<SaveMonitor, Wire.SaveMonitor>("save-monitor", Wire.SaveMonitor.Parser, MonitorQueryMapping.ToWire, MonitorQueryMapping.FromWire),
        Contract.Of<SwitchMonitor, Wire.SwitchMonitor>("switch-monitor", Wire.SwitchMonitor.Parser, MonitorQueryMapping.ToWire, MonitorQueryMapping.FromWire),
        Contract.Of<RemoveMonitor, Wire.RemoveMonitor>("remove-monitor", Wire.RemoveMonitor.Parser, MonitorQueryMapping.ToWire, MonitorQueryMapping.FromWire),
        Contract.Of<FireMonitor, Wire.FireMonitor>("fire-monitor", Wire.FireMonitor.Parser, MonitorQueryMapping.ToWire, MonitorQueryMapping.FromWire),
        OfMonitor<GetMonitor>("get-monitor", monitor => new GetMonitor(monitor)),
        OfMonitor<MonitorNotFound>("monitor-not-found", monitor => new MonitorNotFound(monitor)),
        Contract.Of<GetMonitorHistory, Wire.GetMonitorHistory>("get-monitor-history", Wire.GetMonitorHistory.Parser, MonitorQueryMapping.ToWire, MonitorQueryMapping.FromWire),
        Contract.Of<ListMonitors, Wire.ListMonitors>("list-monitors", Wire.ListMonitors.Parser, MonitorQueryMapping.ToWire, MonitorQueryMapping.FromWire),
        Contract.Of<MonitorPage, Wire.MonitorPage>("monitor-page", Wire.MonitorPage.Parser, MonitorQueryMapping.ToWire, MonitorQueryMapping.FromWire),
        Contract.Of<MonitorShown, Wire.MonitorShown>("monitor-shown", Wire.MonitorShown.Parser, MonitorQueryMapping.ToWire, MonitorQueryMapping.FromWire),
        Contract.Of<MonitorHistory, Wire.MonitorHistory>("monitor-history", Wire.MonitorHistory.Parser, MonitorQueryMapping.ToWire, MonitorQueryMapping.FromWire),
        Contract.Of<MonitorRefused, Wire.MonitorRefused>("monitor-refused", Wire.MonitorRefused.Parser, MonitorQueryMapping.ToWire, MonitorQueryMapping.FromWire),

        Contract.Of<MonitorSaved, Wire.MonitorSaved>("monitor-saved", Wire.MonitorSaved.Parser, MonitorEventMapping.ToWire, MonitorEventMapping.FromWire),
        Contract.Of<MonitorSwitched, Wire.MonitorSwitched>("monitor-switched", Wire.MonitorSwitched.Parser, MonitorEventMapping.ToWire, MonitorEventMapping.FromWire),
        Contract.Of<MonitorRemoved, Wire.MonitorRemoved>("monitor-removed", Wire.MonitorRemoved.Parser, MonitorEventMapping.ToWire, MonitorEventMapping.FromWire),
        Contract.Of<FiringDecided, Wire.FiringDecided>("firing-decided", Wire.FiringDecided.Parser, MonitorEventMapping.ToWire, MonitorEventMapping.FromWire),
        Contract.Of<FiringAccepted, Wire.FiringAccepted>("firing-accepted", Wire.FiringAccepted.Parser, MonitorEventMapping.ToWire, MonitorEventMapping.FromWire),
        Contract.Of<FiringSettled, Wire.FiringSettled>("firing-settled", Wire.FiringSettled.Parser, MonitorEventMapping.ToWire, MonitorEventMapping.FromWire),
        Contract.Of<MonitorsSnapshot, Wire.MonitorsSnapshot>("monitors-snapshot", Wire.MonitorsSnapshot.Parser, MonitorEventMapping.ToWire, MonitorEventMapping.FromWire),

        Contract.Of<FiringFailed, Wire.FiringFailed>("firing-failed", Wire.FiringFailed.Parser, MonitorNoticeMapping.ToWire, MonitorNoticeMapping.FromWire),
        Contract.Of<FiringPassed, Wire.FiringPassed>("firing-passed", Wire.FiringPassed.Parser, MonitorNoticeMapping.ToWire, MonitorNoticeMapping.FromWire),
        Contract.Of<FiringSkipped, Wire.FiringSkipped>("firing-skipped", Wire.FiringSkipped.Parser, MonitorNoticeMapping.ToWire, MonitorNoticeMapping.FromWire),
        Contract.Of<FiringsMissed, Wire.FiringsMissed>("firings-missed", Wire.FiringsMissed.Parser, MonitorNoticeMapping.ToWire, MonitorNoticeMapping.FromWire),
        Contract.Of<SpendCapNoted, Wire.SpendCapNoted>("spend-cap-noted", Wire.SpendCapNoted.Parser, MonitorNoticeMapping.ToWire, MonitorNoticeMapping.FromWire),
        Contract.Of<SloBurning, Wire.SloBurning>("slo-burning", Wire.SloBurning.Parser, MonitorNoticeMapping.ToWire, MonitorNoticeMapping.FromWire),
        Contract.Of<SloRecovered, Wire.SloRecovered>("slo-recovered", Wire.SloRecovered.Parser, MonitorNoticeMapping.ToWire, MonitorNoticeMapping.FromWire),
        Contract.Of<MonitorStopped, Wire.MonitorStopped>("monitor-stopped", Wire.MonitorStopped.Parser, MonitorNoticeMapping.ToWire, MonitorNoticeMapping.FromWire),
    ];

    private static Contract OfMonitor<T>(string manifest, Func<MonitorId, T> make)
        where T : IWithMonitorId =>
        Contract.Of<T, Wire.MonitorReference>(manifest, Wire.MonitorReference.Parser,
            message => new Wire.MonitorReference { Monitor = message.Monitor.Value }, wire => make(new MonitorId(wire.Monitor)));
}

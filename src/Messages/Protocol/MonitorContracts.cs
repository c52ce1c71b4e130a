using AkkaApiBench.Messages.Monitors;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>Every type about monitors that crosses nodes or is persisted, one line each.</summary>
internal static class MonitorContracts
{
    public static readonly IReadOnlyList<Contract> All =
    [
        Contract.Of<FiringFailed, Wire.FiringFailed>("firing-failed", Wire.FiringFailed.Parser, MonitorNoticeMapping.ToWire, MonitorNoticeMapping.FromWire),
        Contract.Of<FiringPassed, Wire.FiringPassed>("firing-passed", Wire.FiringPassed.Parser, MonitorNoticeMapping.ToWire, MonitorNoticeMapping.FromWire),
        Contract.Of<FiringSkipped, Wire.FiringSkipped>("firing-skipped", Wire.FiringSkipped.Parser, MonitorNoticeMapping.ToWire, MonitorNoticeMapping.FromWire),
        Contract.Of<FiringsMissed, Wire.FiringsMissed>("firings-missed", Wire.FiringsMissed.Parser, MonitorNoticeMapping.ToWire, MonitorNoticeMapping.FromWire),
        Contract.Of<SpendCapNoted, Wire.SpendCapNoted>("spend-cap-noted", Wire.SpendCapNoted.Parser, MonitorNoticeMapping.ToWire, MonitorNoticeMapping.FromWire),
        Contract.Of<SloBurning, Wire.SloBurning>("slo-burning", Wire.SloBurning.Parser, MonitorNoticeMapping.ToWire, MonitorNoticeMapping.FromWire),
        Contract.Of<SloRecovered, Wire.SloRecovered>("slo-recovered", Wire.SloRecovered.Parser, MonitorNoticeMapping.ToWire, MonitorNoticeMapping.FromWire),
        Contract.Of<MonitorStopped, Wire.MonitorStopped>("monitor-stopped", Wire.MonitorStopped.Parser, MonitorNoticeMapping.ToWire, MonitorNoticeMapping.FromWire),
    ];
}

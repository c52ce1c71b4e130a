using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Inspection;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Slices;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>Every type that crosses nodes or is persisted, one line each.</summary>
internal static class Contracts
{
    public static readonly IReadOnlyList<Contract> All =
    [
        Contract.Of<SubmitRun, Wire.SubmitRun>("submit-run", Wire.SubmitRun.Parser, RunMapping.ToWire, RunMapping.FromWire),
        Contract.Of<RunSubmitted, Wire.RunSubmitted>("run-submitted", Wire.RunSubmitted.Parser, RunMapping.ToWire, RunMapping.FromWire),
        OfRun<CancelRun>("cancel-run", run => new CancelRun(run)),
        OfRun<PauseRun>("pause-run", run => new PauseRun(run)),
        OfRun<ResumeRun>("resume-run", run => new ResumeRun(run)),
        Contract.Of<RunRefused, Wire.RunRefused>("run-refused", Wire.RunRefused.Parser, RunMapping.ToWire, RunMapping.FromWire),
        OfRun<RemoveRun>("remove-run", run => new RemoveRun(run)),
        OfRun<RunRemoved>("run-removed", run => new RunRemoved(run)),
        OfRun<RunStillActive>("run-still-active", run => new RunStillActive(run)),
        OfRun<RunNotFound>("run-not-found", run => new RunNotFound(run)),
        OfRun<GetRunProgress>("get-run-progress", run => new GetRunProgress(run)),
        OfRun<WatchRun>("watch-run", run => new WatchRun(run)),
        OfRun<GetRunPlan>("get-run-plan", run => new GetRunPlan(run)),
        Contract.Of<ListRuns, Wire.ListRuns>("list-runs", Wire.ListRuns.Parser, RunMapping.ToWire, RunMapping.FromWire),
        Contract.Of<WatchRuns, Wire.WatchRuns>("watch-runs", Wire.WatchRuns.Parser, _ => new Wire.WatchRuns(), _ => new WatchRuns()),
        Contract.Of<RunPage, Wire.RunPage>("run-page", Wire.RunPage.Parser, RunMapping.ToWire, RunMapping.FromWire),
        Contract.Of<RunHeader, Wire.RunHeader>("run-header", Wire.RunHeader.Parser, RunMapping.ToWire, RunMapping.FromWire),
        Contract.Of<RunProgress, Wire.RunProgress>("run-progress", Wire.RunProgress.Parser, RunMapping.ToWire, RunMapping.FromWire),
        Contract.Of<RunPlan, Wire.RunPlan>("run-plan", Wire.RunPlan.Parser, RunMapping.ToWire, RunMapping.FromWire),
        Contract.Of<GetTargetMeasurements, Wire.GetTargetMeasurements>(
            "get-target-measurements", Wire.GetTargetMeasurements.Parser, RunMapping.ToWire, RunMapping.FromWire),
        Contract.Of<TargetMeasurements, Wire.TargetMeasurements>(
            "target-measurements", Wire.TargetMeasurements.Parser, RunMapping.ToWire, RunMapping.FromWire),

        Contract.Of<RunQueued, Wire.RunQueued>("run-queued", Wire.RunQueued.Parser, RunEventMapping.ToWire, RunEventMapping.FromWire),
        Contract.Of<RunListed, Wire.RunListed>("run-listed", Wire.RunListed.Parser, RunEventMapping.ToWire, RunEventMapping.FromWire),
        Contract.Of<RunAccepted, Wire.RunAccepted>("run-accepted", Wire.RunAccepted.Parser, RunEventMapping.ToWire, RunEventMapping.FromWire),
        Contract.Of<RunStarted, Wire.RunStarted>("run-started", Wire.RunStarted.Parser, RunEventMapping.ToWire, RunEventMapping.FromWire),
        Contract.Of<TestStarted, Wire.TestStarted>("test-started", Wire.TestStarted.Parser, RunEventMapping.ToWire, RunEventMapping.FromWire),
        Contract.Of<SliceStarted, Wire.SliceStarted>("slice-started", Wire.SliceStarted.Parser, RunEventMapping.ToWire, RunEventMapping.FromWire),
        Contract.Of<SliceLeft, Wire.SliceLeft>("slice-left", Wire.SliceLeft.Parser, RunEventMapping.ToWire, RunEventMapping.FromWire),
        Contract.Of<AllowanceGranted, Wire.AllowanceGranted>(
            "allowance-granted", Wire.AllowanceGranted.Parser, RunEventMapping.ToWire, RunEventMapping.FromWire),
        Contract.Of<SliceEnded, Wire.SliceEnded>("slice-ended", Wire.SliceEnded.Parser, RunEventMapping.ToWire, RunEventMapping.FromWire),
        Contract.Of<TestMeasured, Wire.TestMeasured>("test-measured", Wire.TestMeasured.Parser, RunEventMapping.ToWire, RunEventMapping.FromWire),
        Contract.Of<RunStopping, Wire.RunStopping>("run-stopping", Wire.RunStopping.Parser, RunEventMapping.ToWire, RunEventMapping.FromWire),
        OfMoment<RunPausing>("run-pausing", message => message.At, (run, at) => new RunPausing(run, at)),
        OfMoment<RunPaused>("run-paused", message => message.At, (run, at) => new RunPaused(run, at)),
        OfMoment<RunResumed>("run-resumed", message => message.At, (run, at) => new RunResumed(run, at)),
        Contract.Of<RunEnded, Wire.RunEnded>("run-ended", Wire.RunEnded.Parser, RunEventMapping.ToWire, RunEventMapping.FromWire),

        Contract.Of<StartSlice, Wire.StartSlice>("start-slice", Wire.StartSlice.Parser, SliceMapping.ToWire, SliceMapping.FromWire),
        Contract.Of<StopSlice, Wire.StopSlice>("stop-slice", Wire.StopSlice.Parser, SliceMapping.ToWire, SliceMapping.FromWire),
        OfEpoch<AdoptSlice>("adopt-slice", message => message.Epoch, (slice, epoch) => new AdoptSlice(slice, epoch)),
        Contract.Of<SliceNotRunning, Wire.SliceNotRunning>(
            "slice-not-running", Wire.SliceNotRunning.Parser, SliceMapping.ToWire, SliceMapping.FromWire),
        OfEpoch<HoldSlice>("hold-slice", message => message.Epoch, (slice, epoch) => new HoldSlice(slice, epoch)),
        OfEpoch<ReleaseSlice>("release-slice", message => message.Epoch, (slice, epoch) => new ReleaseSlice(slice, epoch)),
        Contract.Of<SliceProgress, Wire.SliceProgress>("slice-progress", Wire.SliceProgress.Parser, SliceMapping.ToWire, SliceMapping.FromWire),
        Contract.Of<SliceDone, Wire.SliceDone>("slice-done", Wire.SliceDone.Parser, SliceMapping.ToWire, SliceMapping.FromWire),
        Contract.Of<AskAllowance, Wire.AskAllowance>("ask-allowance", Wire.AskAllowance.Parser, SliceMapping.ToWire, SliceMapping.FromWire),
        Contract.Of<Allowance, Wire.Allowance>("allowance", Wire.Allowance.Parser, SliceMapping.ToWire, SliceMapping.FromWire),

        Contract.Of<RecordWindow, Wire.RecordWindow>("record-window", Wire.RecordWindow.Parser, JournalMapping.ToWire, JournalMapping.FromWire),
        Contract.Of<WindowRecorded, Wire.WindowRecorded>("window-recorded", Wire.WindowRecorded.Parser, JournalMapping.ToWire, JournalMapping.FromWire),
        Contract.Of<RunReleased, Wire.RunOfTarget>("run-released", Wire.RunOfTarget.Parser, JournalMapping.ToWire,
            wire => new RunReleased(new TargetId(wire.Target), new RunId(wire.Run))),
        Contract.Of<ReleaseRun, Wire.RunOfTarget>("release-run", Wire.RunOfTarget.Parser, JournalMapping.ToWire,
            wire => new ReleaseRun(new TargetId(wire.Target), new RunId(wire.Run))),
        Contract.Of<ForgetEvents, Wire.ForgetEvents>("forget-events", Wire.ForgetEvents.Parser, JournalMapping.ToWire, JournalMapping.FromWire),
        Contract.Of<WindowAcknowledged, Wire.WindowAcknowledged>(
            "window-acknowledged", Wire.WindowAcknowledged.Parser, JournalMapping.ToWire, JournalMapping.FromWire),
        Contract.Of<WindowRefused, Wire.WindowRefused>("window-refused", Wire.WindowRefused.Parser, JournalMapping.ToWire, JournalMapping.FromWire),
        Contract.Of<GetTestTotals, Wire.GetTestTotals>("get-test-totals", Wire.GetTestTotals.Parser, JournalMapping.ToWire, JournalMapping.FromWire),
        Contract.Of<TestTotals, Wire.TestTotals>("test-totals", Wire.TestTotals.Parser, JournalMapping.ToWire, JournalMapping.FromWire),
        Contract.Of<JournalSnapshot, Wire.JournalSnapshot>(
            "journal-snapshot", Wire.JournalSnapshot.Parser, JournalMapping.ToWire, JournalMapping.FromWire),
        Contract.Of<AnomalyNoted, Wire.AnomalyNoted>("anomaly-noted", Wire.AnomalyNoted.Parser, AnomalyMapping.ToWire, AnomalyMapping.FromWire),
        Contract.Of<GetAnomalies, Wire.GetAnomalies>("get-anomalies", Wire.GetAnomalies.Parser, AnomalyMapping.ToWire, AnomalyMapping.FromWire),
        Contract.Of<WatchAnomalies, Wire.GetAnomalies>("watch-anomalies", Wire.GetAnomalies.Parser, AnomalyMapping.ToWire, AnomalyMapping.WatchFromWire),
        Contract.Of<TargetAnomalies, Wire.TargetAnomalies>(
            "target-anomalies", Wire.TargetAnomalies.Parser, AnomalyMapping.ToWire, AnomalyMapping.FromWire),

        .. MonitorContracts.All,
        .. AlertContracts.All,
        Contract.Of<DescribeActors, Wire.DescribeActors>("describe-actors", Wire.DescribeActors.Parser, InspectionMapping.ToWire, InspectionMapping.FromWire),
        Contract.Of<NoSuchActor, Wire.NoSuchActor>("no-such-actor", Wire.NoSuchActor.Parser, InspectionMapping.ToWire, InspectionMapping.FromWire),
        Contract.Of<ActorTree, Wire.ActorTree>("actor-tree", Wire.ActorTree.Parser, InspectionMapping.ToWire, InspectionMapping.FromWire),
        Contract.Of<PeekLog, Wire.PeekLog>("peek-log", Wire.PeekLog.Parser, InspectionMapping.ToWire, InspectionMapping.FromWire),
        Contract.Of<LogLines, Wire.LogLines>("log-lines", Wire.LogLines.Parser, InspectionMapping.ToWire, InspectionMapping.FromWire),
        Contract.Of<DescribeShards, Wire.DescribeShards>("describe-shards", Wire.DescribeShards.Parser, InspectionMapping.ToWire, InspectionMapping.FromWire),
        Contract.Of<ShardContents, Wire.ShardContents>("shard-contents", Wire.ShardContents.Parser, InspectionMapping.ToWire, InspectionMapping.FromWire),
        .. AccessMapping.Contracts,
        .. CatalogueMapping.Contracts,
    ];

    private static Contract OfRun<T>(string manifest, Func<RunId, T> make)
        where T : IWithRunId =>
        Contract.Of<T, Wire.RunReference>(manifest, Wire.RunReference.Parser,
            message => new Wire.RunReference { Run = message.Run.Value }, wire => make(new RunId(wire.Run)));

    private static Contract OfMoment<T>(string manifest, Func<T, DateTimeOffset> timeOf, Func<RunId, DateTimeOffset, T> make)
        where T : IRunEvent =>
        Contract.Of<T, Wire.RunMoment>(manifest, Wire.RunMoment.Parser,
            message => new Wire.RunMoment { Run = message.Run.Value, AtTicks = MeasurementMapping.ToTicks(timeOf(message)) },
            wire => make(new RunId(wire.Run), MeasurementMapping.TimeOf(wire.AtTicks)));

    private static Contract OfEpoch<T>(string manifest, Func<T, int> epochOf, Func<SliceId, int, T> make)
        where T : IWithSliceId =>
        Contract.Of<T, Wire.EpochReference>(manifest, Wire.EpochReference.Parser,
            message => new Wire.EpochReference { Slice = MeasurementMapping.ToWire(message.Slice), Epoch = epochOf(message) },
            wire => make(MeasurementMapping.FromWire(wire.Slice), wire.Epoch));
}

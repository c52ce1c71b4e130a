using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Node.ReadModel.Runs;

/// <summary>A run that has ended.</summary>
/// <param name="Run">Its plan and how it went.</param>
/// <param name="Measured">What its tests came to.</param>
internal sealed record MeasuredRun(RunPlan Run, IReadOnlyList<TargetMeasurements> Measured);

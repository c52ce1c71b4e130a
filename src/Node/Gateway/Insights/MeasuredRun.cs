using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Node.Gateway.Insights;

/// <summary>A run that ended, with what was measured.</summary>
/// <param name="Run">The run.</param>
/// <param name="Measured">What each of its targets came to.</param>
internal sealed record MeasuredRun(RunPlan Run, IReadOnlyList<TargetMeasurements> Measured);

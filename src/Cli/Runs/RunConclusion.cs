using AkkaApiBench.Cli.Gateway;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Runs;

/// <summary>How a run ended, seen from here.</summary>
/// <param name="Run">Where it stood at last.</param>
/// <param name="Result">What it came to; null when there is no result.</param>
/// <param name="WasInterrupted">True when the user stopped it from here.</param>
internal sealed record RunConclusion(RunView Run, RunResult? Result, bool WasInterrupted)
{
    /// <summary>Asks a gateway what a run came to.</summary>
    public static async Task<RunConclusion> OfAsync(IGateway gateway, RunView run, bool wasInterrupted, CancellationToken cancellation)
    {
        try
        {
            return new RunConclusion(run, run.Status.IsEnd() ? await gateway.ResultAsync(run.RunId, cancellation) : null, wasInterrupted);
        }
        catch (GatewayProblemException) when (run.Status is RunStatus.Failed)
        {
            // A run may fail before there is anything to report.
            return new RunConclusion(run, Result: null, wasInterrupted);
        }
    }

    /// <summary>What to tell the caller, and why where it is not <see cref="ExitCode.Done"/>.</summary>
    public (ExitCode Code, IReadOnlyList<string> Reasons) Judge()
    {
        if (WasInterrupted)
            return (ExitCode.Interrupted, [Run.Status.IsEnd() ? "interrupted" : $"interrupted; run {Run.RunId} has not ended in time, so it has no results"]);
        if (Run.Status is RunStatus.Failed or RunStatus.Cancelled)
            return (ExitCode.Failed, [$"the run {(Run.Status is RunStatus.Failed ? "failed" : "was cancelled")}{Because(Run.Reason)}"]);
        if (Result is null)
            return (ExitCode.Failed, ["the run has no result"]);
        if (!Result.Targets.Any(target => target.Tests.Values.Any(test => test.Requests.Succeeded > 0)))
            return (ExitCode.Failed, ["not one request succeeded"]);

        var missed = Result.Thresholds.Where(threshold => !threshold.Passed).Select(threshold => $"threshold not met: {threshold.Expression}").ToList();
        return missed.Count > 0 ? (ExitCode.ThresholdNotMet, missed) : (ExitCode.Done, []);
    }

    private static string Because(string? reason) => reason is null ? "" : $": {reason}";
}

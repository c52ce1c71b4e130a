using AkkaApiBench.Cli.Display;
using AkkaApiBench.Cli.Gateway;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Runs;

/// <summary>Looks on at a run that somebody started, up to its end.</summary>
/// <param name="gateway">Who carries it out.</param>
/// <param name="surroundings">The machine. An interrupt ends the watching alone.</param>
/// <param name="screen">Where the user looks.</param>
internal sealed class RunWatch(IGateway gateway, Surroundings surroundings, Screen screen)
{
    /// <summary>Shows its progress and its result to people.</summary>
    public async Task<ExitCode> ShowAsync(string runId)
    {
        RunView? end;
        await using (var progress = screen.StartProgress())
            end = await FollowAsync(runId, told => Show(progress, told));
        return await ConcludeAsync(runId, end, isShown: true);
    }

    /// <summary>Writes a line of JSON for each of its events.</summary>
    public async Task<ExitCode> TellAsync(string runId) => await ConcludeAsync(
        runId,
        await FollowAsync(runId, told => surroundings.Out.Writer.WriteLine($$"""{"event":"{{told.Name}}","data":{{told.Data}}}""")),
        isShown: false);

    /// <summary>The run at its end; null when the user has seen enough.</summary>
    private async Task<RunView?> FollowAsync(string runId, Action<RunEvent> tell)
    {
        try
        {
            RunView? run = null;
            await foreach (var told in gateway.WatchAsync(runId, surroundings.Interrupts.Stop))
            {
                run = told.Run ?? run;
                tell(told);
            }

            return run;
        }
        catch (OperationCanceledException) when (surroundings.Interrupts.Stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<ExitCode> ConcludeAsync(string runId, RunView? end, bool isShown)
    {
        if (end is null)
        {
            screen.Say($"interrupted; run {runId} goes on");
            return ExitCode.Interrupted;
        }

        var conclusion = await RunConclusion.OfAsync(gateway, end, wasInterrupted: false, surroundings.Interrupts.Stop);
        if (isShown && conclusion.Result is { } result)
            screen.Show(result, ResultReport.Of(result));
        var (code, reasons) = conclusion.Judge();
        foreach (var reason in reasons)
            screen.Say($"error: {reason}");
        return code;
    }

    private static void Show(IRunProgress progress, RunEvent told)
    {
        if (told.Run is { } run)
            progress.Show(run);
        if (told.Anomaly is { Anomaly: var anomaly } about)
            progress.Say($"anomaly ({anomaly.Severity.ToString().ToUpperInvariant()}) of {about.Target}: {anomaly.Metric} {Numbers.Short(anomaly.Observed)}, expected {Numbers.Short(anomaly.Expected)}{(anomaly.End is null ? "" : ", over")}");
    }
}

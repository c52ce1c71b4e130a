using System.Text.Json.Nodes;
using AkkaApiBench.Cli.Display;
using AkkaApiBench.Cli.Gateway;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Runs;

/// <summary>One run through a gateway, from the plan to its end; the user's wish to stop becomes an orderly end.</summary>
/// <param name="gateway">Who carries it out.</param>
/// <param name="interrupts">The user's wish to stop.</param>
/// <param name="patience">How long an orderly end may take.</param>
internal sealed class RunSession(IGateway gateway, IInterrupts interrupts, TimeSpan patience)
{
    /// <summary>Carries the plan out.</summary>
    /// <param name="plan">The plan's tree.</param>
    /// <param name="startProgress">Begins to show how it goes.</param>
    public async Task<RunConclusion> ExecuteAsync(JsonObject plan, Func<IRunProgress> startProgress)
    {
        // Not given up at the first signal: a run that was accepted unseen would go on without anybody.
        var run = await gateway.SubmitAsync(plan, Guid.NewGuid().ToString("N"), interrupts.Leave);
        await using (var progress = startProgress())
        {
            progress.Show(run);
            run = await WatchAsync(run, progress);
        }

        return await RunConclusion.OfAsync(gateway, run, interrupts.Stop.IsCancellationRequested, interrupts.Leave);
    }

    private async Task<RunView> WatchAsync(RunView run, IRunProgress progress)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(interrupts.Leave);
        var stopping = Task.CompletedTask;
        var registration = interrupts.Stop.Register(() => stopping = StopAsync(run.RunId, progress, limit));
        try
        {
            await foreach (var told in gateway.WatchAsync(run.RunId, limit.Token))
            {
                run = told.Run ?? run;
                progress.Show(run);
            }
        }
        catch (OperationCanceledException) when (!interrupts.Leave.IsCancellationRequested)
        {
            // The orderly end took too long.
        }
        finally
        {
            await registration.DisposeAsync();
            await stopping;
        }

        return run;
    }

    private async Task StopAsync(string runId, IRunProgress progress, CancellationTokenSource limit)
    {
        progress.Say("Stopping: the run ends in order and its results so far are saved. Interrupt again to leave at once.");
        limit.CancelAfter(patience);
        try
        {
            await gateway.CancelAsync(runId, limit.Token);
        }
        catch (Exception error) when (error is GatewayUnreachableException or GatewayProblemException)
        {
            progress.Say($"The run could not be cancelled: {error.Message}");
        }
        catch (OperationCanceledException)
        {
            // Whoever watches sees the same.
        }
    }
}

using AkkaApiBench.Cli.Display;

namespace AkkaApiBench.Cli.Runs;

/// <summary>The page of a site's gateway, in the user's browser.</summary>
/// <param name="browse">Opens an address.</param>
internal sealed class Dashboard(Action<Uri> browse)
{
    /// <summary>Says where the page is, and opens it where there is a browser.</summary>
    public void Open(Uri gateway, Screen screen)
    {
        screen.Say($"Dashboard: {gateway}");
        browse(gateway);
    }

    /// <summary>Waits until the user has seen enough.</summary>
    public static async Task StayAsync(Screen screen, CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
            return;
        screen.Say("The dashboard stays until you press Ctrl-C.");
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(stopped.SetResult);
        await stopped.Task;
    }
}

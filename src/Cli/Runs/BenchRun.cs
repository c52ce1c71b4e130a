using System.Text.Json.Nodes;
using AkkaApiBench.Cli.Display;
using AkkaApiBench.Cli.Gateway;
using AkkaApiBench.Cli.Outputs;
using AkkaApiBench.Cli.Sites;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Node.Gateway.Page;

namespace AkkaApiBench.Cli.Runs;

/// <summary>A site that is up, and the plan that it is to carry out.</summary>
/// <param name="Site">Where.</param>
/// <param name="Plan">What.</param>
/// <param name="Page">Shows the site's dashboard from now until the user interrupts; null to show none.</param>
internal sealed record PreparedRun(IBenchSite Site, JsonObject Plan, Dashboard? Page = null);

/// <summary>Runs a plan on a site and leaves its results on the screen and on disk.</summary>
/// <param name="surroundings">The machine.</param>
/// <param name="screen">Where the user looks.</param>
/// <param name="output">Where the files go.</param>
/// <param name="reportOf">Decides what of the result is shown.</param>
internal sealed class BenchRun(Surroundings surroundings, Screen screen, OutputDirectory output, Func<RunResult, Report> reportOf)
{
    private static readonly TimeSpan OrderlyEnd = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SiteStop = TimeSpan.FromSeconds(20);

    /// <summary>Brings the site up, runs, saves, and takes the site down.</summary>
    /// <param name="prepare">Brings the site up; given up at the first signal.</param>
    public async Task<ExitCode> ExecuteAsync(Func<CancellationToken, Task<PreparedRun>> prepare)
    {
        var (site, plan, page) = await prepare(surroundings.Interrupts.Stop);
        RunConclusion conclusion;
        try
        {
            page?.Open(site.Gateway, screen);
            using var gateway = new GatewayClient(site.Gateway, site.Key, surroundings.Patience, surroundings.Time);
            conclusion = await new RunSession(gateway, surroundings.Interrupts, OrderlyEnd).ExecuteAsync(plan, screen.StartProgress);
            if (conclusion.Result is { } measured)
            {
                var result = measured with { Mode = site.Mode };
                conclusion = conclusion with { Result = result };
                await ShowAsync(result);
                foreach (var line in Placement.Of(conclusion.Run, site.NameOf))
                    screen.Say(line);
            }

            if (page is not null)
                await Dashboard.StayAsync(screen, surroundings.Interrupts.Stop);
        }
        finally
        {
            await CloseAsync(site);
        }

        // Only now has the worker let go of its file.
        if (conclusion.Result is { } saved)
            await SaveRecordsAsync(saved.RunId, site.RecordsDirectory);
        var (code, reasons) = conclusion.Judge();
        foreach (var reason in reasons)
            screen.Say(code is ExitCode.Interrupted ? reason : $"error: {reason}");
        return code;
    }

    private async Task ShowAsync(RunResult result)
    {
        var report = reportOf(result);
        await output.SaveAsync(result, report);
        screen.Show(result, report);
    }

    private async Task CloseAsync(IBenchSite site)
    {
        try
        {
            await site.DisposeAsync().AsTask().WaitAsync(SiteStop, surroundings.Time, surroundings.Interrupts.Leave);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            // The process ends, and the site with it.
        }
    }

    private async Task SaveRecordsAsync(string runId, string? records)
    {
        var hasRecords = records is not null && await output.TakeRecordsAsync(runId, records);
        string[] files = [OutputDirectory.Result, .. hasRecords ? [output.Records.File] : (string[])[], OutputDirectory.Summary, OutputDirectory.Junit, .. ReportPage.IsThere ? [OutputDirectory.Page] : (string[])[]];
        screen.Say($"Saved in {output.PathOf(runId)}: {string.Join(", ", files)}");
        if (!ReportPage.IsThere)
            screen.Say($"{OutputDirectory.Page} is not there: {ReportPage.HowToGetIt}.");
        if (records is null)
            screen.Say($"{output.Records.File} is not there: a remote gateway does not hand out the records of single requests.");
    }
}

using System.CommandLine;
using AkkaApiBench.Cli.Display;
using AkkaApiBench.Cli.Outputs;
using AkkaApiBench.Cli.Plans;
using AkkaApiBench.Cli.Preflight;
using AkkaApiBench.Cli.Runs;
using AkkaApiBench.Cli.Sites;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Cli.Commands;

/// <summary>What the commands do that run a plan of the user's.</summary>
internal sealed class PlanRun(Surroundings surroundings, Options options, ParseResult parsed)
{
    private static readonly TimeSpan PatienceWithTargets = TimeSpan.FromSeconds(10);

    /// <summary>Reads the plan, checks what can be checked before, and runs it.</summary>
    /// <param name="source">Where the plan comes from.</param>
    /// <param name="reportOf">Decides what of the result is shown.</param>
    public async Task<ExitCode> ExecuteAsync(PlanSource source, Func<RunResult, Report> reportOf)
    {
        var request = source.Read(surroundings.PathOf);
        var gateway = options.GatewayOf(parsed);
        var key = gateway is null ? Providers.Keys.ApiKey.None : options.KeyOf(parsed, surroundings);
        var output = OutputDirectory.Prepare(options.OutputDirectoryOf(parsed), options.RecordsOf(parsed), surroundings.PathOf);
        var run = new BenchRun(surroundings, options.ScreenOf(parsed, surroundings), output, reportOf);
        try
        {
            return await run.ExecuteAsync(async stop => new PreparedRun(
                gateway is not null ? new RemoteSite(gateway, key) : await StartAsync(
                    request, options.NodeOf(parsed, surroundings) with { PriceFile = parsed.GetValue<string?>("--prices") }, stop),
                request.Tree));
        }
        catch (Gateway.GatewayProblemException refusal) when (refusal.Problem.Errors is { Count: > 0 } errors)
        {
            // The gateway may know other providers, and may allow other addresses.
            throw CliException.Usage(source.Errors.Lines(errors));
        }
    }

    private async Task<IBenchSite> StartAsync(PlanRequest request, NodeSettings settings, CancellationToken stop)
    {
        using var reachability = new HttpReachability(PatienceWithTargets);
        await new RunPreflight(surroundings, reachability).CheckAsync(request.Plan, stop);
        return await HeldSite.StartNodeAsync(surroundings.Sites, settings, stop);
    }
}

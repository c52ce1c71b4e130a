using System.ComponentModel;
using AkkaApiBench.Messages.Access;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Gateway.Access;
using AkkaApiBench.Node.Gateway.Document;
using AkkaApiBench.Node.Gateway.Live;

namespace AkkaApiBench.Node.Gateway;

/// <summary>What happens, as it happens: <c>/api/v1/events</c> and <c>/api/v1/runs/{id}/events</c>.</summary>
internal static class LiveEndpoints
{
    private const int LongestText = 100;

    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/events", AllAsync).Allow(Role.Viewer).WithTags("live").WithName("WatchAll").WithSummary("Tells what happens in the cluster, live.")
            .Streams("""
                `run` with a run whose status is new; `progress` and `end` with a run as `GetRun` shows it; `removed` with the `run_id` of one that is no more;
                `anomaly` with `target` and `anomaly`; `monitor` with what a monitor tells; `alert` with an alert as `ListAlerts` shows it; `reset` when what came after `Last-Event-ID` is not known any more:
                read the lists anew; `ping` every few seconds. It begins with what goes on.
                """).Refuses(400).DisableRequestTimeout();
        routes.MapGet("/api/v1/runs/{id}/events", OfRunAsync).Allow(Role.Viewer).WithTags("runs").WithName("WatchRun").WithSummary("Tells how a run goes, live, up to its end.")
            .Streams("`progress` and at last `end` with the run as `GetRun` shows it; `anomaly` with `target` and `anomaly`; `ping` every few seconds. It begins with how far the run is.")
            .Refuses(404).DisableRequestTimeout();
    }

    private static async Task<IResult> AllAsync(
        HttpRequest request, Caller caller, LiveEvents live, CancellationToken cancellation,
        [Description("Only events with these names, with commas between: run, progress, end, removed, anomaly, monitor, alert.")] string? events = null)
    {
        var names = events?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal) ?? [];
        return names.FirstOrDefault(name => !LiveNews.Names.Contains(name)) is { } unknown
            ? Problems.BadRequest($"events: '{Shown(unknown)}' is not allowed; allowed: one or more, with commas between, of {string.Join(", ", LiveNews.Names)}")
            : await OpenAsync(live, new LiveSubscriber(LiveFilter.Of(names), LastEventIdOf(request)) { Caller = caller }, cancellation);
    }

    private static async Task<IResult> OfRunAsync(string id, HttpRequest request, Caller caller, RunsGateway runs, LiveEvents live, CancellationToken cancellation) =>
        RunId.IsValid(id) && await runs.AskAsync<RunPlan>(new GetRunPlan(new RunId(id)), cancellation) is { } run
            ? await OpenAsync(live, new LiveSubscriber(LiveFilter.Of(run), LastEventIdOf(request)) { Run = run, Caller = caller }, cancellation)
            : Problems.NoSuchRun(id);

    private static async Task<IResult> OpenAsync(LiveEvents live, LiveSubscriber subscriber, CancellationToken cancellation) =>
        await live.OpenAsync(subscriber, cancellation)
            ?? Problems.Unavailable($"{LiveEvents.MostSubscribers} listen to this gateway already; try again later, or another gateway.");

    /// <summary>Whatever is longer than ours is none of ours, and is not known.</summary>
    private static string? LastEventIdOf(HttpRequest request) =>
        request.Headers.TryGetValue("Last-Event-ID", out var values) ? Shown(values.ToString()) : null;

    private static string Shown(string text) => text.Length <= LongestText ? text : text[..LongestText];
}

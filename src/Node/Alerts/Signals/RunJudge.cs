using Akka.Actor;
using AkkaApiBench.Analytics.Results;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Node.Coordinator.Runs;

namespace AkkaApiBench.Node.Alerts.Signals;

/// <summary>Says what an ended run tells of: thresholds that hold or do not, and how much of its budget it used.</summary>
/// <param name="coordinator">Knows the runs.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where it is told of what cannot be read.</param>
internal sealed partial class RunJudge(IActorRef coordinator, TimeProvider time, ILogger<RunJudge> log)
{
    /// <summary>A run that cannot be read so long after its end holds up nobody any more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>The signals; none of a run that was removed.</summary>
    public async Task<IReadOnlyList<Signal>> SignalsOfAsync(RunHeader header, CancellationToken cancellation)
    {
        try
        {
            return await EndedRun.ReadAsync(coordinator, header.Run, cancellation) is { } run ? [.. SignalsOf(run)] : [];
        }
        catch (Exception error) when (error is AskTimeoutException && time.GetUtcNow() - (header.EndedAt ?? header.AcceptedAt) > Patience)
        {
            NotJudged(error, header.Run.Value);
            return [];
        }
    }

    /// <summary>Thresholds are judged where the run came to its end; a budget wherever there is one.</summary>
    internal static IEnumerable<Signal> SignalsOf(EndedRun run)
    {
        var header = run.Plan.Header;
        if (header.Status is RunStatus.Completed && run.Plan.Plan.Thresholds.Count > 0)
        {
            foreach (var threshold in ResultBuilder.Build(run.Outcome).Thresholds)
                yield return SignalSources.Of(header, threshold);
        }

        if (run.Plan.Plan.Budget != Budget.Unlimited && header.Status is RunStatus.Completed or RunStatus.BudgetExhausted)
            yield return SignalSources.BudgetOf(header, ShareOf(run.Plan.Used, run.Plan.Plan.Budget));
    }

    private static double ShareOf(Usage used, Budget budget) => new[]
    {
        budget.Requests is { } requests ? (double)used.Requests / requests : 0,
        budget.Tokens is { } tokens ? (double)used.Tokens / tokens : 0,
        budget.Cost is { Pico: > 0 } cost ? (double)used.Cost.Pico / cost.Pico : 0,
    }.Max();

    [LoggerMessage(Level = LogLevel.Warning, Message = "What run {Run} came to cannot be read: no alert is made of it.")]
    private partial void NotJudged(Exception error, string run);
}

using Akka.Actor;
using AkkaApiBench.Analytics.Advice;
using AkkaApiBench.Messages.Advice;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.ReadModel.Runs;
using AkkaApiBench.Node.ReadModel.Series;

namespace AkkaApiBench.Node.Gateway.Insights;

/// <summary>Cost advice from the last runs and from the history of their targets.</summary>
internal sealed class CostRecommendations(MeasuredRuns runs, ISeriesHistory history, Computations computations, TimeProvider time, ActorSystem system)
{
    private static readonly TimeSpan History = TimeSpan.FromDays(28);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ProtocolSerializer _serializer = new((ExtendedActorSystem)system);

    /// <summary>The advice; null when no run of the target is among those looked at.</summary>
    /// <param name="target">Advice on this target only; null for all.</param>
    /// <param name="count">How many of the last runs are looked at.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<RecommendationListView?> AdviseAsync(TargetId? target, int count, CancellationToken cancellation)
    {
        var measured = await runs.LatestAsync(count, cancellation);
        var targets = measured.SelectMany(run => run.Run.Plan.Targets).DistinctBy(one => one.Id).Where(one => target is null || one.Id == target).ToList();
        if (target is not null && targets.Count == 0)
            return null;

        var ofHistory = await AskHistoryAsync(targets, cancellation);
        var key = (target, string.Join(' ', measured.Select(run => run.Run.Run)), string.Join(' ', ofHistory.Select(question => (question.Target, question.To, question.Question.Usage.Cost.Pico))));
        var advice = await computations.OfAsync(key, () => AdviceQuestions.Of(measured, WorkOf)
            .Where(question => target is null || question.Target == target)
            .Concat(ofHistory)
            .SelectMany(question => CostAdvice.Of(question.Question).Select(found => ViewOf(question, found)))
            .OrderByDescending(found => found.SavingUsd)
            .ToList(), cancellation);
        return new RecommendationListView(advice, [.. NotesOf(measured, targets)]);
    }

    private async Task<IReadOnlyList<CoveredQuestion>> AskHistoryAsync(IEnumerable<Target> targets, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var questions = new List<CoveredQuestion>();
        foreach (var target in targets.Where(target => target.Price is not null))
        {
            if (AdviceQuestions.Of(target, await history.ReadAsync(target.Id, now - History, now, Hour, cancellation)) is { } question)
                questions.Add(question);
        }

        return questions;
    }

    private static RecommendationView ViewOf(CoveredQuestion question, Recommendation advice) => new()
    {
        Kind = advice.Kind,
        Target = question.Target.Value,
        Advice = advice.Advice,
        SavingUsd = advice.Saving.Dollars,
        SavingShare = advice.SavingShare,
        Evidence = advice.Evidence,
        Instead = advice.Instead,
        From = question.From,
        To = question.To,
        SpentUsd = question.Question.Usage.Cost.Dollars,
        Runs = [.. question.Runs.Select(run => run.Value)],
    };

    /// <summary>Why there may be less advice than there could be.</summary>
    private static IEnumerable<string> NotesOf(IReadOnlyList<MeasuredRun> measured, IReadOnlyList<Target> targets)
    {
        if (measured.Count == 0)
            yield return "There is no run that ended: advice needs one with a target whose price is known.";
        foreach (var target in targets.Where(target => target.Price is null))
            yield return $"{target.Id}: its price is not known; give one in the plan (targets[].price).";
    }

    /// <summary>What a plan asks of its targets, without how it is called, placed and limited.</summary>
    private string WorkOf(Plan plan) => Convert.ToBase64String(_serializer.ToBinary(new SubmitRun(
        new RunId("work"), new Plan { Name = "work", Targets = plan.Targets, Tests = plan.Tests, Workload = plan.Workload, Objectives = plan.Objectives }, null)));
}

using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Analytics.Results;

/// <summary>Sums up the rankings of all tests: the sum of a target's ranks, each test weighing the same.</summary>
internal static class Standings
{
    /// <summary>The targets by rising sum of ranks; those with the same sum share the better place.</summary>
    public static IReadOnlyList<Standing> Of(IReadOnlyList<string> targets, IReadOnlyDictionary<string, Ranking> rankings)
    {
        var sums = targets
            .Select(target => (Target: target, Ranks: rankings.ToDictionary(ranking => ranking.Key, ranking => ranking.Value.RankOf(target))))
            .Select(pair => (pair.Target, pair.Ranks, Sum: pair.Ranks.Values.Sum()))
            .OrderBy(pair => pair.Sum)
            .ToList();
        return [.. sums.Select(pair => new Standing
        {
            Place = 1 + sums.Count(other => other.Sum < pair.Sum),
            Target = pair.Target,
            RankSum = pair.Sum,
            Ranks = pair.Ranks,
        })];
    }

    /// <summary>The targets in the first place; none when there is one target only, or no figure to rank by.</summary>
    public static IReadOnlyList<string> Winners(IReadOnlyList<Standing> standings, IEnumerable<Ranking> rankings) =>
        standings.Count > 1 && rankings.Any(ranking => ranking.HasFigures)
            ? [.. standings.Where(standing => standing.Place == 1).Select(standing => standing.Target)] : [];
}

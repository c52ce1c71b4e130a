using AkkaApiBench.Analytics.Trends;
using AkkaApiBench.Messages.Advice;

namespace AkkaApiBench.Analytics.Advice;

/// <summary>Hours of the day at which a request costs more than at others, day after day (retries, longer answers, dearer tariffs).</summary>
internal sealed class HoursAdvisor : IAdvisor
{
    public IEnumerable<Recommendation> Advise(AdviceQuestion question)
    {
        var cells = question.Usage.Hours.Where(hour => hour.Requests > 0).ToList();
        var hours = SeasonalPattern.Of(cells.Select(cell => (cell.Hour, (long)cell.Day.DayNumber, (double)cell.Cost.Dollars / cell.Requests)));
        var dear = hours.Where(hour => hour.IsShown && hour.Difference > 0).ToDictionary(hour => hour.Place, hour => hour.Difference);
        if (dear.Count == 0)
            return [];

        return question.Usage.Saving(
            RecommendationKind.BetterHours,
            cells.Where(cell => dear.ContainsKey(cell.Hour)).Sum(cell => cell.Requests * dear[cell.Hour]),
            $"Move what can wait away from {string.Join(", ", dear.Keys.Order().Select(hour => $"{hour:00}:00"))} UTC.",
            [.. hours.Where(hour => dear.ContainsKey(hour.Place)).Select(hour =>
                $"At {hour.Place:00}:00 a request costs {Advices.Dollars(hour.Difference)} more than at the middle hour of its day (median of {hour.Count} days).")]);
    }
}

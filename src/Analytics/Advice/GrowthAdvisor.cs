using AkkaApiBench.Analytics.Forecasting.Numerics;
using AkkaApiBench.Analytics.Trends;
using AkkaApiBench.Messages.Advice;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Analytics.Advice;

/// <summary>Daily costs that rise, or jumped on the last day, with what drives them. It saves nothing by itself.</summary>
internal sealed class GrowthAdvisor : IAdvisor
{
    private const int FewDays = 8;
    private const double Level = 0.05;
    private const double DeviationOfMad = 1.4826;

    // In robust standard deviations above the median of the days before.
    private const double Spike = 6;

    public IEnumerable<Recommendation> Advise(AdviceQuestion question)
    {
        var days = question.Usage.Days;
        if (days.Count < FewDays)
            return [];

        double[] costs = [.. days.Select(day => (double)day.Cost.Dollars)];
        var usual = Median.Of(costs[..^1]);
        var deviation = DeviationOfMad * Median.Of(costs[..^1].Select(cost => Math.Abs(cost - usual)));
        if (deviation > 0 && costs[^1] > usual + Spike * deviation)
        {
            return [Explain(question.Usage,
                $"Look at {days[^1].Day:yyyy-MM-dd}: it cost {Advices.Dollars(costs[^1])}, and a usual day costs {Advices.Dollars(usual)}.",
                [.. days.SkipLast(1)], [days[^1]])];
        }

        var slope = TheilSen.Of(costs, out var test);
        if (test.PValue > Level || slope.Slope <= 0)
            return [];
        var half = days.Count / 2;
        return [Explain(question.Usage,
            $"Costs rise by {Advices.Dollars(slope.Slope)} a day every day: a month from now a day costs {Advices.Dollars(30 * slope.Slope)} more.",
            [.. days.Take(half)], [.. days.Skip(days.Count - half)])];
    }

    private static Recommendation Explain(TargetUsage usage, string advice, IReadOnlyCollection<DailyCost> before, IReadOnlyCollection<DailyCost> after)
    {
        var change = after.Average(day => (double)day.Cost.Dollars) - before.Average(day => (double)day.Cost.Dollars);
        return new Recommendation
        {
            Kind = RecommendationKind.CostGrowth,
            Target = usage.Target,
            Advice = advice,
            Saving = Usd.Zero,
            SavingShare = 0,
            Evidence =
            [
                $"A day costs {Advices.Dollars(change)} more than before.",
                .. CostDrivers.Of(before, after).Where(driver => Math.Abs(driver.Dollars) >= 0.05 * Math.Abs(change))
                    .Select(driver => $"{driver.Name}: {Advices.Dollars(driver.Dollars)} of it."),
            ],
        };
    }
}

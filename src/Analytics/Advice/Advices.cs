using System.Globalization;
using AkkaApiBench.Messages.Advice;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Analytics.Advice;

/// <summary>What all advice has in common.</summary>
internal static class Advices
{
    // Less is not worth the change.
    private const double LeastShare = 0.02;

    /// <summary>Advice to save an amount; none where it is hardly anything.</summary>
    public static IEnumerable<Recommendation> Saving(
        this TargetUsage usage, RecommendationKind kind, double dollars, string advice, IReadOnlyList<string> evidence, string? instead = null)
    {
        var spent = (double)usage.Cost.Dollars;
        if (spent > 0 && dollars >= LeastShare * spent)
        {
            yield return new Recommendation
            {
                Kind = kind,
                Target = usage.Target,
                Advice = advice,
                Saving = Usd.FromDollars((decimal)dollars),
                SavingShare = dollars / spent,
                Evidence = evidence,
                Instead = instead,
            };
        }
    }

    public static string Dollars(double amount) => string.Create(CultureInfo.InvariantCulture, $"{amount:0.######} USD");

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} %");
}

using Akka.Actor;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Node.Coordinator.Runs;

/// <summary>Fetches the sums of a test, which may take several messages.</summary>
internal static class TotalsQuery
{
    /// <summary>Asks until there is no more.</summary>
    /// <param name="journals">The targets' journals.</param>
    /// <param name="query">What to ask.</param>
    /// <param name="answerTime">How long each answer may take.</param>
    /// <exception cref="AskTimeoutException">An answer did not come in time.</exception>
    public static async Task<TestTotals> AskTotalsAsync(this ICanTell journals, GetTestTotals query, TimeSpan answerTime)
    {
        var totals = await journals.Ask<TestTotals>(query, answerTime).ConfigureAwait(false);
        while (totals.Next is { } next)
        {
            var more = await journals.Ask<TestTotals>(query with { First = next }, answerTime).ConfigureAwait(false);
            totals = more with { Measurement = MeasurementParts.Join([totals.Measurement, more.Measurement]).Single() };
        }

        return totals;
    }
}

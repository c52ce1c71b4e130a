using AkkaApiBench.Analytics.Comparisons;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Analytics.Statistics;
using AkkaApiBench.Analytics.SteadyState;

namespace AkkaApiBench.Analytics.Results;

/// <summary>The figures of one test of one target, all from sums; definitions are in <see cref="Metric"/>.</summary>
internal static class TestFigures
{
    public static TestResult Of(Plan plan, Target target, Test test, TestOutcome outcome)
    {
        var measured = outcome.Measured;
        var seconds = outcome.Duration.TotalSeconds;
        var judged = Sample.JudgedOf(measured);
        return new TestResult
        {
            Type = test.Type.Name(),
            Requests = outcome.Requests,
            DurationS = seconds,
            Http = measured.Http.Names() is { Count: > 0 } versions ? versions : null,
            LatencyMs = DistributionSummary.WithBuckets(measured[Measure.Latency]),
            ResponseTimeMs = DistributionSummary.Of(measured[Measure.ResponseTime]),
            TtftMs = DistributionSummary.WithBuckets(measured[Measure.Ttft]),
            TtfatMs = DistributionSummary.Of(measured[Measure.Ttfat]),
            TpotMs = DistributionSummary.WithBuckets(measured[Measure.Tpot]),
            InterChunkLatencyMs = DistributionSummary.Of(measured[Measure.InterChunkLatency]),
            HeadersMs = DistributionSummary.Of(measured[Measure.Headers]),
            DnsMs = DistributionSummary.Of(measured[Measure.Dns]),
            ConnectMs = DistributionSummary.Of(measured[Measure.Connect]),
            TlsMs = DistributionSummary.Of(measured[Measure.Tls]),
            StallMs = DistributionSummary.Of(measured[Measure.Stall]),
            GapJitterMs = DistributionSummary.Of(measured[Measure.GapJitter]),
            StallsPerRequest = HasGaps(measured) ? Ratio(measured[Measure.Stall].Count, measured.Succeeded) : null,
            StallShare = Ratio(measured[Measure.Stall].Sum, measured[Measure.InterChunkLatency].Sum),
            GapVariation = Ratio(measured[Measure.InterChunkLatency].StandardDeviation, measured[Measure.InterChunkLatency].Mean),
            RequestsPerSecond = Ratio(measured.Succeeded, seconds),
            OutputTokensPerSecond = KnowsTokens(measured) ? Ratio(measured.Tokens.Output, seconds) : null,
            SuccessRate = Ratio(measured.Succeeded, judged),
            SuccessRateCi95 = WilsonInterval.Of(measured.Succeeded, judged) is { } interval ? [interval.Lower, interval.Upper] : null,
            Goodput = plan.Objectives.Count == 0 ? null : Ratio(measured.Good, seconds),
            Errors = measured.Errors.ToDictionary(error => error.Key.Name(), error => error.Value),
            Tokens = new TokenFigures
            {
                Input = measured.Tokens.Input,
                Cached = measured.Tokens.Cached,
                Output = measured.Tokens.Output,
                Reasoning = measured.Tokens.Reasoning,
                Source = measured.TokenSource,
            },
            Cost = target.Price is { } price ? Cost(measured, seconds, price) : null,
            Findings = outcome.Findings,
            SteadyState = test.Load.Limit is null || test.Type.IsProbe() ? null : SteadyPart.Of(outcome.Course, outcome.Duration),
            ClientHealth = ClientLimits.Judge(test.Load, measured),
            ByTag = outcome.ByTag.Count == 0 ? null : outcome.ByTag.ToDictionary(part => part.Tag, part => Of(plan, target, test with { Load = test.Load.Share(0, outcome.ByTag.Count) }, part.Outcome)),
        }.With(measured.Traffic);
    }

    private static bool HasGaps(Aggregate measured) => measured[Measure.InterChunkLatency].Count > 0;

    /// <summary>False when there are answers and nobody counted their tokens.</summary>
    private static bool KnowsTokens(Aggregate measured) => measured.Succeeded == 0 || measured.TokenSource != TokenSource.None;

    private static CostFigures Cost(Aggregate measured, double seconds, Price price)
    {
        var total = (double)measured.Cost.Dollars;
        return new CostFigures
        {
            TotalUsd = total,
            TokensPerDollar = Ratio(measured.Tokens.Total, total),
            OutputTokensPerDollar = Ratio(measured.Tokens.Output, total),
            CostPer1kRequestsUsd = Ratio(1000 * total, measured.Succeeded),
            CostPerSecondUsd = Ratio(total, seconds),
            PriceSource = price.Source,
        };
    }

    private static double? Ratio(double dividend, double divisor) => divisor > 0 ? dividend / divisor : null;
}

using System.Globalization;
using AkkaApiBench.Analytics.Comparisons;
using AkkaApiBench.Analytics.Results;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Analytics.Saturation;

/// <summary>
/// One measured step of a test whose load goes up, and what it says of the target. The rules are those of
/// docs/load-models.md.
/// </summary>
public sealed record JudgedStep
{
    /// <summary>Less of the requests offered than this is completed in time: the target does not keep up.</summary>
    private const double LeastCompleted = 0.9;

    /// <summary>Less of the requests than this succeeds: the target sheds load.</summary>
    private const double LeastSuccess = 0.9;

    /// <summary>
    /// The share of requests that must meet the objectives for a step to meet them, as DistServe has it (Y. Zhong et al.,
    /// "DistServe: Disaggregating prefill and decoding for goodput-optimized large language model serving", OSDI 2024).
    /// </summary>
    public const double AttainmentGoal = 0.9;

    /// <summary>When less than this meets the objectives, no higher step will.</summary>
    private const double HopelessAttainment = 0.5;

    /// <summary>More callers must give at least this share of the throughput that they would give if nobody waited for another.</summary>
    private const double LeastGrowth = 0.1;

    private JudgedStep(Load load, TestOutcome outcome) => (Load, Outcome) = (load, outcome);

    /// <summary>The load of the step.</summary>
    public Load Load { get; }

    /// <summary>What it measured.</summary>
    public TestOutcome Outcome { get; }

    /// <summary>Requests that fell due a second; null in a closed loop.</summary>
    public double? OfferedRate => Load.Limit is { Ticks: > 0 } limit && Load.OfferedRate is not null ? Load.Planned / limit.TotalSeconds : null;

    /// <summary>Callers; null in an open loop.</summary>
    public int? Concurrency => Load.OfferedRate is null ? Load.InFlight : null;

    /// <summary>Successes a second while the load lasted.</summary>
    public required double AchievedRate { get; init; }

    /// <summary>Whether the target kept up.</summary>
    public required bool IsSustained { get; init; }

    /// <summary>The share of requests that met the objectives; null without objectives.</summary>
    public double? Attainment { get; private init; }

    /// <summary>Whether the step met the objectives; null without objectives.</summary>
    public bool? MeetsObjectives => Attainment is { } share ? IsSustained && share >= AttainmentGoal : null;

    /// <summary>Why a higher step says nothing more; null when it may.</summary>
    public string? Stop { get; private init; }

    /// <summary>The point of the load curve.</summary>
    public LoadPoint Point => new(OfferedRate ?? Concurrency ?? 0, AchievedRate, MeanSeconds(Outcome.Measured));

    /// <summary>Judges the steps of one target.</summary>
    /// <param name="steps">The load of each and what it measured, in their order.</param>
    /// <param name="hasObjectives">Whether requests were judged by objectives.</param>
    public static IReadOnlyList<JudgedStep> Judge(IReadOnlyList<(Load Load, TestOutcome Outcome)> steps, bool hasObjectives)
    {
        var judged = new List<JudgedStep>();
        foreach (var (load, outcome) in steps)
            judged.Add(Judge(load, outcome, hasObjectives, judged));
        return judged;
    }

    /// <summary>The highest step that <paramref name="isGood"/> holds for, as long as it held for all below; null when the first fails.</summary>
    public static JudgedStep? Highest(IReadOnlyList<JudgedStep> steps, Func<JudgedStep, bool> isGood) => steps.TakeWhile(isGood).LastOrDefault();

    private static JudgedStep Judge(Load load, TestOutcome outcome, bool hasObjectives, IReadOnlyList<JudgedStep> before)
    {
        var measured = outcome.Measured;
        var seconds = SecondsOf(load, outcome, before);
        var judged = Sample.JudgedOf(measured);
        var attainment = hasObjectives && judged > 0 ? (double)measured.Good / judged : hasObjectives ? 0 : (double?)null;
        var step = new JudgedStep(load, outcome)
        {
            AchievedRate = seconds > 0 ? measured.Succeeded / seconds : 0,
            IsSustained = true,
            Attainment = attainment,
        };
        var reason = WhyNotSustained(step, judged, seconds, before);
        return step with
        {
            IsSustained = reason is null,
            Stop = reason ?? (attainment < HopelessAttainment ? Say($"{attainment:P0} of the requests met the objectives") : null),
        };
    }

    /// <summary>
    /// The time in which the load was answered. The last answers come after the load has ended, and that takes a while at
    /// any load: what they take at the lightest is no sign of saturation, and is left out.
    /// </summary>
    private static double SecondsOf(Load load, TestOutcome outcome, IReadOnlyList<JudgedStep> before)
    {
        var last = before.Count == 0
            ? outcome.Measured[Measure.Latency].Percentile(50)
            : before[0].Outcome.Measured[Measure.Latency].Percentile(90);
        return Math.Max((load.Limit ?? TimeSpan.Zero).TotalSeconds, outcome.Duration.TotalSeconds - (last / 1e6));
    }

    private static string? WhyNotSustained(JudgedStep step, long judged, double seconds, IReadOnlyList<JudgedStep> before)
    {
        var measured = step.Outcome.Measured;
        if (measured.Succeeded == 0)
            return "no request succeeded";
        if (judged > 0 && (double)measured.Succeeded / judged is < LeastSuccess and var success)
            return Say($"{success:P0} of the requests succeeded");
        if (step.OfferedRate is { } offered)
        {
            var completed = measured.Ended / seconds;
            return completed < LeastCompleted * offered ? Say($"{completed:0.##} requests a second were completed of {offered:0.##} offered") : null;
        }

        if (before.Count == 0)
            return null;
        var best = before.MaxBy(other => other.AchievedRate)!;
        var callers = (step.Point.Load / best.Point.Load) - 1;
        var gain = (step.AchievedRate / best.AchievedRate) - 1;
        return gain < LeastGrowth * callers && step.Point.Latency > best.Point.Latency
            ? Say($"{step.Point.Load:0} callers got {step.AchievedRate:0.##} answers a second, {best.Point.Load:0} got {best.AchievedRate:0.##}")
            : null;
    }

    private static double MeanSeconds(Aggregate measured) =>
        (measured[Measure.ResponseTime].Count > 0 ? measured[Measure.ResponseTime] : measured[Measure.Latency]).Mean / 1e6;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

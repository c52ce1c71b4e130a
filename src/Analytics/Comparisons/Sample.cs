using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Analytics.Comparisons;

/// <summary>What one test of one target measured, as far as targets are compared by it.</summary>
public sealed record Sample
{
    /// <summary>The metrics whose distributions are compared.</summary>
    public static readonly IReadOnlyList<Metric> Metrics = [Metric.Latency, Metric.Ttft, Metric.Tpot];

    private static readonly IReadOnlyList<ErrorKind> Excused = [ErrorKind.Cancelled, ErrorKind.BudgetExhausted, ErrorKind.Provoked];

    /// <summary>How the target is called.</summary>
    public required string Target { get; init; }

    /// <summary>The distributions of <see cref="Metrics"/>, in microseconds; one that was not measured is not there.</summary>
    public required IReadOnlyDictionary<Metric, Distribution> Times { get; init; }

    /// <summary>Requests that succeeded.</summary>
    public required long Succeeded { get; init; }

    /// <summary>Requests that speak of the target: those that succeeded, and its failures.</summary>
    public required long Judged { get; init; }

    /// <summary>Makes a sample of what was measured.</summary>
    public static Sample Of(string target, Aggregate measured) => new()
    {
        Target = target,
        Times = Metrics.Where(metric => measured[metric.Measure!.Value].Count > 0).ToDictionary(metric => metric, metric => measured[metric.Measure!.Value]),
        Succeeded = measured.Succeeded,
        Judged = JudgedOf(measured),
    };

    /// <summary>Reads a sample from a result.</summary>
    /// <exception cref="FormatException">The figures contradict one another or lack their histogram; the message begins with the field.</exception>
    public static Sample Of(string target, TestResult test)
    {
        var succeeded = Requests("requests.succeeded", test.Requests.Succeeded);
        var failed = test.Errors
            .Select(error => (Kind: error.Key, Count: Requests($"errors.{error.Key}", error.Value)))
            .Where(error => !Excused.Any(kind => kind.Name() == error.Kind))
            .Sum(error => error.Count);
        return new Sample { Target = target, Times = TimesOf(test), Succeeded = succeeded, Judged = succeeded + failed };
    }

    private static long Requests(string field, long count)
    {
        const long most = 1_000_000_000_000;
        return count is >= 0 and <= most ? count : throw new FormatException($"{field}: {count} is not allowed; allowed: a whole number from 0 to {most}");
    }

    /// <summary>
    /// The requests that speak of the target. One that was in flight when the run was stopped, or that the budget kept
    /// back, is counted among the errors, but is no failure of the target's.
    /// </summary>
    internal static long JudgedOf(Aggregate measured) => measured.Ended - Excused.Sum(kind => measured.Errors.GetValueOrDefault(kind));

    private static Dictionary<Metric, Distribution> TimesOf(TestResult test)
    {
        var times = new Dictionary<Metric, Distribution>();
        foreach (var metric in Metrics)
        {
            if (test.Summary(metric.Measure!.Value) is not { } summary)
                continue;
            try
            {
                times[metric] = summary.ToDistribution();
            }
            catch (FormatException error)
            {
                throw new FormatException($"{metric.Name}_ms.{error.Message}", error);
            }
        }

        return times;
    }
}

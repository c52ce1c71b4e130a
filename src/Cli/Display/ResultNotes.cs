using System.Globalization;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Cli.Display;

/// <summary>What a reader should know beside the figures.</summary>
internal static class ResultNotes
{
    public static IEnumerable<string> Of(RunResult result) =>
    [
        .. result.Notes ?? [],
        .. result.Targets.SelectMany(target => target.Notes ?? []),
        .. result.Targets.SelectMany(target => target.Tests.SelectMany(test => Of($"{target.Target}, {test.Key}", test.Value))),
    ];

    private static IEnumerable<string> Of(string where, TestResult test)
    {
        foreach (var note in test.Findings?.Notes ?? [])
            yield return $"{where}: {note}";
        var requests = test.Requests;
        var provoked = test.Errors.GetValueOrDefault(ErrorKind.Provoked.Name());
        if (requests.Failed > provoked)
            yield return $"{where}: {Share(requests.Failed - provoked, requests.Planned)} failed: {Kinds(test.Errors)}.";
        if (requests.NotSent > 0)
            yield return $"{where}: {Share(requests.NotSent, requests.Planned)} not sent.";
        if (test.Retries is { } retries)
            yield return $"{where}: {Numbers.Whole(retries.Values.Sum())} tries failed and were made again: {Kinds(retries)}.";
        if (test.HeldBack is { } held)
            yield return $"{where}: limits held {Share(held.Requests, requests.Planned)} back, for {Numbers.Short(held.TotalS / held.Requests)} s each on average.";
        if (test.Breaker is { } breaker)
            yield return $"{where}: the circuit breaker opened {Numbers.Whole(breaker.Opened)} times, for {Numbers.Short(breaker.OpenS)} s.";
        if (test.ApiKeys is { } keys)
            yield return $"{where}: tries by key: {string.Join(", ", keys.OrderBy(key => key.Key, StringComparer.Ordinal).Select(Use))}.";
        if (test.SteadyState is { FromS: > 0 } steady)
        {
            yield return $"{where}: steady from {Numbers.Short(steady.FromS)} s on ({steady.Method}): then {Numbers.Short(steady.RequestsPerSecond)} requests/s"
                + (steady.LatencyMeanMs is { } mean ? $" at a mean latency of {Numbers.Short(mean)} ms" : "") + "; the figures above are of the whole test.";
        }

        if (requests.Lost > 0)
            yield return $"{where}: {Share(requests.Lost, requests.Planned)} lost with a worker; what became of them is not known.";
        if (test.ClientHealth.HeldS is { } paused)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{where}: the journal's database was away or slow, and kept the load waiting for {paused:0.#} s in all; figures per second include the wait.");
        }

        if (test.ClientHealth.ClientLimited)
        {
            yield return $"{where}: the client was the bottleneck, so the figures do not speak of the target alone. "
                + string.Join(" ", test.ClientHealth.Reasons ?? []);
        }
    }

    private static string Share(long some, long all) => $"{Numbers.Whole(some)} of {Numbers.Whole(all)} requests";

    private static string Use(KeyValuePair<string, KeyUse> key) =>
        $"{key.Key} {Numbers.Whole(key.Value.Tries)}" + (key.Value.Rests > 0 ? $" (rested {Numbers.Whole(key.Value.Rests)} times)" : "");

    private static string Kinds(IReadOnlyDictionary<string, long> errors) =>
        string.Join(", ", errors.Where(error => error.Key != ErrorKind.Provoked.Name()).OrderByDescending(error => error.Value).Select(error => $"{error.Key} {Numbers.Whole(error.Value)}"));
}

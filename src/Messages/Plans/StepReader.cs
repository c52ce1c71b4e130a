using System.Globalization;
using System.Text.Json.Nodes;

namespace AkkaApiBench.Messages.Plans;

/// <summary>Reads loads that go up in steps: rates of an open loop, or callers of a closed one.</summary>
internal static class StepReader
{
    /// <summary>The most steps of a test.</summary>
    public const int MaxSteps = 50;

    public static readonly string[] SweepFields =
        ["start_rate", "max_rate", "step", "factor", "step_duration", "arrivals", "seed", "max_in_flight"];

    public static readonly string[] LevelFields = ["levels", "max_concurrency", "step_duration"];

    private const int DefaultMaxConcurrency = 32;
    private const decimal DefaultFactor = 1.5m;
    private static readonly TimeSpan DefaultStepDuration = TimeSpan.FromSeconds(10);

    /// <summary>1, 2, 4 and so on up to 32 callers, 10 seconds each.</summary>
    public static readonly IReadOnlyList<Load> UsualLevels = LoadsOf(Doubled(DefaultMaxConcurrency), DefaultStepDuration);

    /// <summary>Reads a sweep: a load for each rate.</summary>
    public static IReadOnlyList<Load> ReadSweep(FieldReader fields)
    {
        var start = fields.Number("start_rate", 0.001m, LoadReader.MaxRate, LoadReader.PerSecond, required: true);
        var max = fields.Number("max_rate", 0.001m, LoadReader.MaxRate, LoadReader.PerSecond, required: true);
        var step = fields.Number("step", 0.001m, LoadReader.MaxRate, LoadReader.PerSecond);
        var factor = fields.Number("factor", 1.01m, 10);
        var duration = StepDuration(fields);
        var isPoisson = fields.Text("arrivals", "constant, poisson", text => text is "constant" or "poisson") == "poisson";
        var seed = fields.Whole("seed", 0, long.MaxValue - MaxSteps);
        var inFlight = LoadReader.MaxInFlight(fields);
        if (start is not { } first || max is not { } last)
            return [];
        if (last < first)
        {
            fields.Refuse("max_rate", string.Create(CultureInfo.InvariantCulture, $"a rate of at least start_rate, {first}"));
            return [];
        }

        if (step is not null && factor is not null)
        {
            fields.Refuse("factor", "either a step, which is added to the rate each time, or a factor, by which it is multiplied");
            return [];
        }

        if (seed is not null && !isPoisson)
        {
            fields.Refuse("seed", "a seed with arrivals: poisson only");
            return [];
        }

        var rates = RatesOf(first, last, rate => step is { } more ? rate + more : rate * (factor ?? DefaultFactor)).Take(MaxSteps + 1).ToList();
        if (rates.Count > MaxSteps)
        {
            fields.Refuse(step is not null ? "step" : "factor", $"one that reaches max_rate in at most {MaxSteps} steps");
            return [];
        }

        if (rates.Exists(rate => (double)rate * duration.TotalSeconds is < 1 or > PoissonLoad.MaxRequests))
        {
            fields.Refuse("step_duration", $"a time in which from 1 to {PoissonLoad.MaxRequests} requests fall due at each rate");
            return [];
        }

        IReadOnlyList<Load> loads =
        [
            .. rates.Select((rate, number) => isPoisson
                ? new PoissonLoad((double)rate, duration, inFlight, (seed ?? 0) + number)
                : (Load)new ConstantRateLoad((double)rate, duration, inFlight)),
        ];
        if (loads.All(load => load.Planned > 0))
            return loads;
        fields.Refuse("step_duration", "a time in which a request falls due at each rate: longer, or with another seed or a higher start_rate");
        return [];
    }

    /// <summary>Reads levels of concurrency: a load for each number of callers.</summary>
    public static IReadOnlyList<Load> ReadLevels(FieldReader fields, List<PlanError> errors)
    {
        var duration = StepDuration(fields);
        var max = (int?)fields.Whole("max_concurrency", 1, LoadReader.MaxConcurrency);
        if (!fields.Has("levels"))
            return LoadsOf(Doubled(max ?? DefaultMaxConcurrency), duration);

        var before = errors.Count;
        var levels = fields.List("levels", MaxSteps, (node, path) => ReadLevel(node, path, errors), required: true).Select(level => level.Callers).ToList();
        if (max is not null)
            fields.Refuse("max_concurrency", "either levels, or the concurrency up to which the number of callers doubles");
        else if (errors.Count == before && levels.Zip(levels.Skip(1)).Any(pair => pair.First >= pair.Second))
            fields.Refuse("levels", "numbers that rise");
        return errors.Count == before ? LoadsOf(levels, duration) : [];
    }

    private static Level? ReadLevel(JsonNode? node, string path, List<PlanError> errors)
    {
        if (node is JsonValue value && value.TryGetValue(out int level) && level is > 0 and <= LoadReader.MaxConcurrency)
            return new Level(level);
        errors.Add(new PlanError(path, ErrorText.Of(node), $"a whole number from 1 to {LoadReader.MaxConcurrency}"));
        return null;
    }

    private sealed record Level(int Callers);

    private static TimeSpan StepDuration(FieldReader fields) =>
        fields.Duration("step_duration", LoadReader.MinDuration, TimeSpan.FromHours(1)) ?? DefaultStepDuration;

    private static IEnumerable<decimal> RatesOf(decimal first, decimal last, Func<decimal, decimal> next)
    {
        var rate = first;
        for (; rate < last; rate = Math.Round(next(rate), 6))
            yield return rate;
        yield return last;
    }

    private static IEnumerable<int> Doubled(int max)
    {
        for (var level = 1; level < max; level *= 2)
            yield return level;
        yield return max;
    }

    private static IReadOnlyList<Load> LoadsOf(IEnumerable<int> levels, TimeSpan duration) =>
        [.. levels.Select(level => new ConcurrencyLoad(level, duration))];
}

using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Analytics.Comparisons;

/// <summary>A test of a target in a result.</summary>
internal sealed record MeasuredTest(string Name, string? Type, Sample Sample);

/// <summary>A target in a result.</summary>
internal sealed record MeasuredTarget(string Name, string? Id, IReadOnlyList<MeasuredTest> Tests);

/// <summary>What a result measured, with its histograms read.</summary>
internal sealed record MeasuredResult(SourcedResult Origin, IReadOnlyList<MeasuredTarget> Targets)
{
    public string Source => Origin.Source;

    /// <summary>The tests of all targets.</summary>
    public IEnumerable<MeasuredTest> Tests => Targets.SelectMany(target => target.Tests);

    /// <summary>Reads what there is to compare.</summary>
    /// <exception cref="FormatException">Something in it cannot be; the message begins with the source and names the field.</exception>
    public static MeasuredResult Of(SourcedResult origin)
    {
        var targets = origin.Result.Targets.Select((target, index) => Read(origin.Source, $"targets[{index}]", target)).ToList();
        if (targets.GroupBy(target => target.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Refusal(origin.Source, "targets", $"'{twice.Key}' more than once", "each target once");
        if (!targets.Exists(target => target.Tests.Count > 0))
            throw Refusal(origin.Source, "targets", "nothing measured", "a target with a test");
        return new MeasuredResult(origin, targets);
    }

    /// <summary>Which target is compared with which of <paramref name="baseline"/>.</summary>
    public IReadOnlyList<(MeasuredTarget Candidate, MeasuredTarget Baseline)> PairsWith(MeasuredResult baseline)
    {
        var same = Targets
            .Select(target => (Candidate: target, Baseline: baseline.Targets.FirstOrDefault(other => other.Name == target.Name)
                ?? baseline.Targets.FirstOrDefault(other => other.Id is { } id && id == target.Id)))
            .Where(pair => pair.Baseline is not null)
            .Select(pair => (pair.Candidate, pair.Baseline!))
            .ToList();
        return same.Count > 0 ? same : [.. Targets.SelectMany(target => baseline.Targets.Select(other => (target, other)))];
    }

    private static MeasuredTarget Read(string source, string path, TargetResult? target)
    {
        if (target is null)
            throw Refusal(source, path, "nothing", "a target");
        return new MeasuredTarget(target.Target, target.Id, [.. target.Tests.Select(test => Read(source, $"{path}.tests.{test.Key}", target.Target, test.Key, test.Value))]);
    }

    private static MeasuredTest Read(string source, string path, string target, string name, TestResult? test)
    {
        if (test is null)
            throw Refusal(source, path, "nothing", "a test");
        try
        {
            return new MeasuredTest(name, test.Type, Sample.Of(target, test));
        }
        catch (FormatException error)
        {
            throw new FormatException($"{source}: {path}.{error.Message}", error);
        }
    }

    private static FormatException Refusal(string source, string field, string value, string allowed) =>
        new($"{source}: {field}: {value} is not allowed; allowed: {allowed}");
}

using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Cli.Plans;

/// <summary>Makes the tree of a plan from a file's tree and flags: a flag replaces the field that it stands for.</summary>
internal static class PlanTree
{
    /// <summary>Makes the tree; <paramref name="file"/> is left as it is.</summary>
    /// <exception cref="CliException">Flags that need others which are not there.</exception>
    public static JsonObject Of(JsonObject? file, GivenFlags flags)
    {
        RefuseStray(flags, file is not null);
        var tree = file?.DeepClone().AsObject() ?? [];
        foreach (var (flag, values) in flags.Values.Where(pair => !pair.Key.Path.Contains("[*]", StringComparison.Ordinal)))
            Set(tree, flag.Path, Field(flag, values, flags));
        return tree;
    }

    private static JsonNode Field(PlanFlag flag, IReadOnlyList<string> values, GivenFlags flags)
    {
        if (flag == PlanFlag.Target)
            return Targets(values, flags);
        if (flag == PlanFlag.Test)
            return Tests(values, flags);
        if (flag == PlanFlag.Prompt)
            return new JsonArray(new JsonObject { ["role"] = "user", ["content"] = values[0] });
        if (flag == PlanFlag.NoStream)
            return JsonValue.Create(false);
        return flag.IsList ? new JsonArray([.. values.Select(flag.ValueOf)]) : flag.ValueOf(values[0]);
    }

    private static JsonArray Targets(IReadOnlyList<string> targets, GivenFlags flags)
    {
        var (keys, http) = (flags[PlanFlag.ApiKey], flags[PlanFlag.Http] is [var version, ..] ? version : null);
        if (keys.Count > 1 && keys.Count != targets.Count)
            throw CliException.Usage($"{PlanFlag.ApiKey.Name}: given {keys.Count} times for {targets.Count} targets; allowed: once for all, or once for each");

        return new JsonArray([.. targets.Select((target, index) => Target(target, keys.Count == 0 ? null : keys[keys.Count == 1 ? 0 : index], http))]);
    }

    private static JsonNode Target(string text, string? key, string? http)
    {
        if ((key is null && http is null) || TargetReader.Expand(text) is not { } fields)
            return JsonValue.Create(text);
        if (key is not null)
            fields[PlanFlag.ApiKey.Field] = key;
        if (http is not null)
            fields[PlanFlag.Http.Field] = http;
        return fields;
    }

    private static JsonArray Tests(IReadOnlyList<string> types, GivenFlags flags)
    {
        // A test that counts requests and one that takes its time can stand in one command line: each takes what is its own,
        // as long as nothing that the user gave is left to no test.
        var timed = types.Select(IsTimed).ToList();
        var isMixed = flags.Has(PlanFlag.Iterations) && timed.Contains(true) && timed.Contains(false)
            && PlanFlag.OfLoad.Any(flag => flags.Has(flag) && Fits(flag, isTimed: true) && !Fits(flag, isTimed: false));
        // The same goes for tests that decide themselves what they send.
        var hasProbes = types.Any(IsProbe) && !types.All(IsProbe);
        return new JsonArray([.. types.Select((type, index) =>
        {
            var test = new JsonObject { ["type"] = type };
            foreach (var flag in PlanFlag.OfLoad.Where(flags.Has)
                .Where(flag => !hasProbes || (IsProbe(type) ? PlanFlag.OfProbe.Contains(flag) : flag == PlanFlag.Duration || !PlanFlag.OfProbe.Contains(flag)))
                .Where(flag => !isMixed || IsProbe(type) || Fits(flag, timed[index])))
                test[flag.Field] = flag.ValueOf(flags[flag][0]);
            return (JsonNode)test;
        })]);
    }

    private static bool IsProbe(string type) => TestTypes.Find(type)?.IsProbe() == true;

    private static bool IsTimed(string type) => TestTypes.Find(type)?.DefaultLoads()[0] is ConcurrencyLoad;

    private static bool Fits(PlanFlag flag, bool isTimed) =>
        flag == PlanFlag.Concurrency || (flag == PlanFlag.Iterations ? !isTimed : isTimed);

    private static void RefuseStray(GivenFlags flags, bool hasFile)
    {
        var lines = new List<string>();
        if (!hasFile && !flags.Has(PlanFlag.Target))
            lines.Add($"there is nothing to measure: give a PLAN.yaml, or {PlanFlag.Target.Name} {PlanFlag.Target.Argument} and {PlanFlag.Test.Name} {PlanFlag.Test.Argument}");
        if (hasFile)
        {
            lines.AddRange(PlanFlag.OfLoad.Where(flag => flags.Has(flag) && !flags.Has(PlanFlag.Test)).Select(flag =>
                $"{flag.Name}: shapes the tests of {PlanFlag.Test.Name}, and the plan's tests have loads of their own; give {PlanFlag.Test.Name} as well, or change the plan"));
            lines.AddRange(PlanFlag.OfTarget.Where(flag => flags.Has(flag) && !flags.Has(PlanFlag.Target)).Select(flag =>
                $"{flag.Name}: is for the targets of {PlanFlag.Target.Name}; give {PlanFlag.Target.Name} as well, or change the plan"));
        }

        if (lines.Count > 0)
            throw CliException.Usage(lines);
    }

    private static void Set(JsonObject tree, string path, JsonNode value)
    {
        var names = path.Split('.');
        var fields = tree;
        foreach (var name in names[..^1])
        {
            // What is no object in the file is the file's error, and replaced with all that stands in it.
            if (fields[name] is not JsonObject inner)
                fields[name] = inner = [];
            fields = inner;
        }

        fields[names[^1]] = value;
    }
}

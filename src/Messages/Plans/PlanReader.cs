using System.Text.Json;
using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Measurement;
using YamlDotNet.Core;

namespace AkkaApiBench.Messages.Plans;

/// <summary>The one way from YAML, JSON or a command line to a <see cref="Plan"/>: finds every error at once.</summary>
public static class PlanReader
{
    /// <summary>Steps are counted each: a run's events and its progress grow with them.</summary>
    private const int MaxTests = 200;

    /// <summary>Tests times targets: what a run tells of its progress, in one message, grows with them.</summary>
    private const int MaxCells = 500;

    private static readonly TimeSpan MaxWarmup = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan MinRunTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxRunTime = TimeSpan.FromDays(30);

    /// <summary>Reads a plan from YAML, of which JSON is a part.</summary>
    public static PlanReading FromYaml(string text, IProviderCatalog catalog) => Read(() => YamlTree.Parse(text), catalog, "this text", "YAML");

    /// <summary>Reads a plan from JSON.</summary>
    public static PlanReading FromJson(string text, IProviderCatalog catalog) => Read(() => JsonNode.Parse(text), catalog, "this text", "JSON");

    /// <summary>Reads a plan from a tree of fields and values.</summary>
    public static PlanReading FromTree(JsonNode? tree, IProviderCatalog catalog) => Read(() => tree, catalog, "this tree", "JSON");

    private static PlanReading Read(Func<JsonNode?> parse, IProviderCatalog catalog, string what, string format)
    {
        JsonNode? tree;
        var errors = new List<PlanError>();
        try
        {
            // A tree may be parsed only in part, hold a field twice or values that JSON has not: written and read once, it is what it says.
            var json = parse()?.ToJsonString() ?? "null";
            using var document = JsonDocument.Parse(json);
            errors.AddRange(RepeatedFields.In(document.RootElement));
            tree = errors.Count == 0 ? JsonNode.Parse(json) : null;
        }
        catch (Exception error) when (WhatIsWrong(error) is { } wrong)
        {
            return new PlanReading(null, [new PlanError("plan", what, $"{format} ({wrong})")]);
        }

        if (errors.Count > 0)
            return new PlanReading(null, errors);
        if (tree is not JsonObject fields)
        {
            errors.Add(new PlanError("plan", ErrorText.Of(tree), "fields and values, among them targets and tests"));
            return new PlanReading(null, errors);
        }

        var plan = Read(new FieldReader(fields, "", errors), catalog, errors);
        return errors.Count == 0 ? new PlanReading(plan, []) : new PlanReading(null, errors);
    }

    /// <summary>Says where a parser stopped; null for what no parser throws. Of what JSON's parser says only the place is told: it quotes the text, which may be a key.</summary>
    private static string? WhatIsWrong(Exception error) => error switch
    {
        YamlException { Start.Line: > 0 } yaml => FormattableString.Invariant($"line {yaml.Start.Line}, column {yaml.Start.Column}: {yaml.Message}"),
        YamlException yaml => yaml.Message,
        JsonException { LineNumber: { } line, BytePositionInLine: { } column } => FormattableString.Invariant($"line {line + 1}, column {column + 1}"),
        JsonException or ArgumentException or InvalidOperationException or NotSupportedException => "whole characters and finite numbers, nested no deeper than 64 levels",
        _ => null,
    };

    private static Plan Read(FieldReader fields, IProviderCatalog catalog, List<PlanError> errors)
    {
        var objectives = fields.List("slo", 20, (item, path) => ReadCondition(item, path, Condition.ParseObjective, errors));
        var targets = fields.List("targets", 100, (item, path) => new TargetReader(catalog, errors).Read(item, path), required: true);
        var tests = fields.List("tests", 50, (item, path) => TestReader.Read(item, path, errors), required: true);
        var plan = new Plan
        {
            Name = fields.Text("name", "1 to 100 characters", text => text.Length is > 0 and <= 100 && !text.Any(char.IsControl)) ?? "unnamed",
            Suite = fields.Text("suite", "1 to 40 characters", text => text.Length is > 0 and <= 40),
            Targets = targets,
            Tests = [.. tests.SelectMany(test => test)],
            Workload = new WorkloadReader(errors).Read(fields.Object("workload")),
            Workers = (int)(fields.Whole("workers", 1, 1000) ?? 1),
            Tags = fields.List("tags", WorkerTag.Most, (item, path) => WorkerTag.Read(item, path, errors)),
            ByTag = fields.List("by_tag", WorkerTag.Most, (item, path) => WorkerTag.Read(item, path, errors)),
            Order = fields.Text("order", "together, interleaved", text => OrderOf(text) is not null) is { } order ? OrderOf(order)!.Value : TargetOrder.Together,
            Blocks = (int)(fields.Whole("blocks", 1, 100) ?? Plan.DefaultBlocks),
            Seed = fields.Whole("seed", 0, long.MaxValue) ?? 0,
            Warmup = fields.Duration("warmup", TimeSpan.Zero, MaxWarmup) ?? TimeSpan.Zero,
            Objectives = objectives,
            Thresholds = fields.List("thresholds", 50, (item, path) => ReadCondition(item, path, Condition.ParseThreshold, errors)),
            Budget = ReadBudget(fields.Object("budget")),
            Retry = LimitsReader.ReadRetry(fields.Object("retry"), errors),
            Breaker = LimitsReader.ReadBreaker(fields),
            Priority = (int)(fields.Whole("priority", -100, 100) ?? 0),
            Timeout = fields.Duration("timeout", MinRunTime, MaxRunTime),
            WorkerTimeout = fields.Duration("worker_timeout", MinRunTime, MaxRunTime) ?? Plan.UsualWorkerTimeout,
            RecordsTokenTimes = ReadTokenTimes(fields.Object("records")),
        };
        fields.RefuseUnknown();
        RefuseTwice(plan.Targets.Select(target => target.Id.Value), "targets", "each target once", errors);
        RefuseTwice(tests.Where(entries => entries.Count > 0).Select(entries => entries[0].Name), "tests", "each name once; name a second test of a type with 'name'", errors);
        PlanSize.Refuse(plan, errors);
        RefuseManySteps(plan, errors);
        RefuseUncut(plan, errors);
        RefuseManyCells(plan, errors);
        RefuseByTag(plan, errors);
        if (plan.Budget.Cost is not null)
        {
            foreach (var target in plan.Targets.Where(target => target.Price is null))
            {
                errors.Add(new PlanError("budget.cost_usd", $"a limit for '{target.Name}', whose price is not known,",
                    "targets with a price: give the target price: { input: USD, output: USD } per million tokens"));
            }
        }

        if (errors.Count == 0)
            PlanSize.RefuseLarge(plan, errors);
        return plan;
    }

    private static void RefuseTwice(IEnumerable<string> names, string path, string allowed, List<PlanError> errors)
    {
        foreach (var twice in names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            errors.Add(new PlanError(path, $"'{twice.Key}' more than once", allowed));
    }

    private static void RefuseManySteps(Plan plan, List<PlanError> errors)
    {
        if (plan.Tests.Count > MaxTests)
            errors.Add(new PlanError("tests", FormattableString.Invariant($"{plan.Tests.Count} steps and tests"), FormattableString.Invariant($"at most {MaxTests} in all")));
    }

    private static void RefuseManyCells(Plan plan, List<PlanError> errors)
    {
        var names = plan.Tests.Select(test => test.Name).Distinct(StringComparer.Ordinal).Count();
        if (plan.Targets.Count * names > MaxCells)
        {
            errors.Add(new PlanError("tests", FormattableString.Invariant($"{names} tests of {plan.Targets.Count} targets each"),
                FormattableString.Invariant($"at most {MaxCells} in all; make several plans of it")));
        }
    }

    private static void RefuseUncut(Plan plan, List<PlanError> errors)
    {
        if (plan.Order is TargetOrder.Interleaved && plan.Targets.Count > 1 && plan.Tests.FirstOrDefault(test => test.Load.MaxBlocks == 1) is { } uncut)
        {
            errors.Add(new PlanError("order", $"'interleaved' with the load of the test '{uncut.Name}'",
                "together; only iterations, concurrency, constant_rate and poisson of 200ms or more can be cut into blocks"));
        }
    }

    private static void RefuseByTag(Plan plan, List<PlanError> errors)
    {
        RefuseTwice(plan.ByTag, "by_tag", "each tag once", errors);
        foreach (var needed in plan.ByTag.Intersect([.. plan.Tags, .. plan.Targets.SelectMany(target => target.Tags)], StringComparer.Ordinal))
            errors.Add(new PlanError("by_tag", $"'{needed}', which tags ask of every worker,", "tags that tell workers apart"));
        // What is wrong with targets, tests or their order is told already.
        if (plan.ByTag.Count == 0 || errors.Count > 0)
            return;
        foreach (var test in Enumerable.Range(0, plan.Tests.Count).Where(test => plan.PartsOf(test) == 0).DistinctBy(test => plan.Tests[test].Name))
        {
            errors.Add(new PlanError("by_tag", FormattableString.Invariant($"{plan.ByTag.Count} tags for the test '{plan.Tests[test].Name}'"),
                plan.Tests[test].Type.IsProbe() ? "tests other than probes, whose load cannot be shared"
                    : "a load that each tag can have a share of: as many callers (concurrency), requests and limits.max_concurrent as there are tags, in each block"));
        }
    }

    private static TargetOrder? OrderOf(string name) => name switch
    {
        "together" => TargetOrder.Together,
        "interleaved" => TargetOrder.Interleaved,
        _ => null,
    };

    private static Budget ReadBudget(FieldReader? fields)
    {
        if (fields is null)
            return Budget.Unlimited;

        var budget = new Budget(
            fields.Whole("requests", 1, 1_000_000_000),
            fields.Whole("tokens", 1, 1_000_000_000_000),
            fields.Number("cost_usd", 0.000001m, 1_000_000m, " USD") is { } dollars ? Usd.FromDollars(dollars) : null);
        fields.RefuseUnknown();
        return budget;
    }

    private static bool ReadTokenTimes(FieldReader? fields)
    {
        var tokenTimes = fields?.Flag("token_times") ?? false;
        fields?.RefuseUnknown();
        return tokenTimes;
    }

    private delegate Condition? ConditionParser(string text, out string allowed);

    private static Condition? ReadCondition(JsonNode? node, string path, ConditionParser parse, List<PlanError> errors)
    {
        var text = node?.GetValueKind() is JsonValueKind.String ? node.GetValue<string>() : "";
        if (parse(text, out var allowed) is { } condition)
            return condition;
        errors.Add(new PlanError(path, ErrorText.Of(node), allowed));
        return null;
    }

    internal static FieldReader? ObjectOf(JsonNode? node, string path, string allowed, List<PlanError> errors)
    {
        if (node is JsonObject fields)
            return new FieldReader(fields, path, errors);
        errors.Add(new PlanError(path, ErrorText.Of(node), allowed));
        return null;
    }
}

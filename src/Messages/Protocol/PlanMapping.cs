using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.Serialization;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>Plans, as on the wire.</summary>
internal static class PlanMapping
{
    public static Wire.Plan ToWire(Plan plan)
    {
        var wire = new Wire.Plan
        {
            Name = plan.Name,
            Workload = WorkloadMapping.ToWire(plan.Workload),
            Workers = plan.Workers,
            WarmupTicks = plan.Warmup.Ticks,
            Budget = ToWire(plan.Budget),
            Retry = LimitsMapping.ToWire(plan.Retry),
            Breaker = LimitsMapping.ToWire(plan.Breaker),
            Priority = plan.Priority,
            WorkerTimeoutTicks = plan.WorkerTimeout.Ticks,
            RecordsTokenTimes = plan.RecordsTokenTimes,
            Order = (int)plan.Order,
            Blocks = plan.Blocks,
            Seed = plan.Seed,
        };
        if (plan.Timeout is { } timeout)
            wire.TimeoutTicks = timeout.Ticks;
        if (plan.Suite is { } suite)
            wire.Suite = suite;
        wire.Targets.AddRange(plan.Targets.Select(ToWire));
        wire.Tests.AddRange(plan.Tests.Select(TestMapping.ToWire));
        wire.Tags.AddRange(plan.Tags);
        wire.ByTag.AddRange(plan.ByTag);
        wire.Objectives.AddRange(plan.Objectives.Select(condition => condition.Expression));
        wire.Thresholds.AddRange(plan.Thresholds.Select(condition => condition.Expression));
        return wire;
    }

    public static Plan FromWire(Wire.Plan wire) => new()
    {
        Name = wire.Name,
        Suite = wire.HasSuite ? wire.Suite : null,
        Targets = [.. wire.Targets.Select(FromWire)],
        Tests = [.. wire.Tests.Select(TestMapping.FromWire)],
        Workload = WorkloadMapping.FromWire(wire.Workload),
        Workers = wire.Workers,
        Tags = [.. wire.Tags],
        ByTag = [.. wire.ByTag],
        Warmup = new TimeSpan(wire.WarmupTicks),
        Objectives = ObjectivesOf(wire.Objectives),
        Thresholds = [.. wire.Thresholds.Select(text => Condition.ParseThreshold(text, out _) ?? throw Unreadable(text))],
        Budget = FromWire(wire.Budget),
        Retry = LimitsMapping.FromWire(wire.Retry),
        Breaker = LimitsMapping.FromWire(wire.Breaker),
        Priority = wire.Priority,
        Timeout = wire.HasTimeoutTicks ? new TimeSpan(wire.TimeoutTicks) : null,
        WorkerTimeout = wire.HasWorkerTimeoutTicks ? new TimeSpan(wire.WorkerTimeoutTicks) : Plan.UsualWorkerTimeout,
        RecordsTokenTimes = wire.RecordsTokenTimes,
        // An earlier version wrote none.
        Order = wire.Order == 0 ? TargetOrder.Together : (TargetOrder)wire.Order,
        Blocks = wire.Blocks == 0 ? Plan.DefaultBlocks : wire.Blocks,
        Seed = wire.Seed,
    };

    public static ImmutableArray<Condition> ObjectivesOf(IEnumerable<string> texts) =>
        [.. texts.Select(text => Condition.ParseObjective(text, out _) ?? throw Unreadable(text))];

    public static Wire.Target ToWire(Target target) => new()
    {
        Provider = target.Provider,
        Model = target.Model,
        BaseUrl = target.BaseUrl.OriginalString,
        HasOwnBaseUrl = target.HasOwnBaseUrl,
        ApiKeyReference = target.ApiKey.Value,
        Price = target.Price is { } price ? ToWire(price) : null,
        Limits = LimitsMapping.ToWire(target.Limits),
        ApiKeyReferences = { target.ApiKeys.Select(reference => reference.Value) },
        Tags = { target.Tags },
        Http = (int)target.Http,
    };

    public static Target FromWire(Wire.Target wire) => new()
    {
        Provider = wire.Provider,
        Model = wire.Model,
        BaseUrl = new Uri(wire.BaseUrl),
        HasOwnBaseUrl = wire.HasOwnBaseUrl,
        ApiKey = new KeyReference(wire.ApiKeyReference),
        ApiKeys = [.. wire.ApiKeyReferences.Select(reference => new KeyReference(reference))],
        Limits = LimitsMapping.FromWire(wire.Limits),
        Price = wire.Price is { } price
            ? new Price(DecimalOf(price.InputPerMillion), DecimalOf(price.CachedPerMillion), DecimalOf(price.OutputPerMillion), price.Source)
            : null,
        Tags = [.. wire.Tags],
        // An earlier version wrote none.
        Http = wire.Http == 0 ? HttpChoice.Version11 : (HttpChoice)wire.Http,
    };

    private static Wire.Price ToWire(Price price) => new()
    {
        InputPerMillion = TextOf(price.InputPerMillion),
        CachedPerMillion = TextOf(price.CachedPerMillion),
        OutputPerMillion = TextOf(price.OutputPerMillion),
        Source = price.Source,
    };

    private static Wire.Budget ToWire(Budget budget)
    {
        var wire = new Wire.Budget();
        if (budget.Requests is { } requests)
            wire.Requests = requests;
        if (budget.Tokens is { } tokens)
            wire.Tokens = tokens;
        if (budget.Cost is { } cost)
            wire.CostPicoUsd = cost.Pico;
        return wire;
    }

    private static Budget FromWire(Wire.Budget wire) => new(
        wire.HasRequests ? wire.Requests : null,
        wire.HasTokens ? wire.Tokens : null,
        wire.HasCostPicoUsd ? new Usd(wire.CostPicoUsd) : null);

    private static string TextOf(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static decimal DecimalOf(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static SerializationException Unreadable(string condition) => new($"The condition '{condition}' is not known; a newer version wrote it.");
}

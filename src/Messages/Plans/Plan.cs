namespace AkkaApiBench.Messages.Plans;

/// <summary>What a user asks for: targets × tests × workload × load × limits × placement. Made by <see cref="PlanReader"/> only, so always valid.</summary>
public sealed record Plan
{
    internal static readonly TimeSpan UsualWorkerTimeout = TimeSpan.FromMinutes(5);

    /// <summary>What the user calls it.</summary>
    public required string Name { get; init; }

    /// <summary>The suite that it comes from, such as <c>basic</c>; null for a plan of the user's own.</summary>
    public string? Suite { get; init; }

    /// <summary>What is measured; at least one.</summary>
    public required IReadOnlyList<Target> Targets { get; init; }

    /// <summary>How; at least one. Tests follow one another; in which order targets are asked, <see cref="Order"/> says.</summary>
    public required IReadOnlyList<Test> Tests { get; init; }

    /// <summary>What each request asks.</summary>
    public Workload Workload { get; init; } = new();

    /// <summary>On how many workers each test of a target is spread; where it is measured by tag, on how many of each.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Tags that a worker must have, all of them.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>
    /// Tags among which the load of each test of a target is shared equally, each share on workers that have the tag; results
    /// have the figures of each beside the total. Empty for none.
    /// </summary>
    public IReadOnlyList<string> ByTag { get; init; } = [];

    /// <summary>How long unmeasured requests are sent before each test.</summary>
    public TimeSpan Warmup { get; init; }

    /// <summary>Whether the targets of a test are asked at the same time.</summary>
    public TargetOrder Order { get; init; } = TargetOrder.Together;

    /// <summary>Into how many pieces the load of a test is cut where its targets or arms take turns.</summary>
    public int Blocks { get; init; } = DefaultBlocks;

    /// <summary>What the order within blocks is drawn from.</summary>
    public long Seed { get; init; }

    /// <summary>What a good request is.</summary>
    public IReadOnlyList<Condition> Objectives { get; init; } = [];

    /// <summary>What must hold at the end for the run to pass.</summary>
    public IReadOnlyList<Condition> Thresholds { get; init; } = [];

    /// <summary>The most that the run may use.</summary>
    public Budget Budget { get; init; } = Budget.Unlimited;

    /// <summary>When a request is tried again; null for never. Holds for tests that do not measure failures.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>When a target is left alone; null for never. Holds for tests that do not measure failures.</summary>
    public BreakerPolicy? Breaker { get; init; }

    /// <summary>Which run goes first when several wait: the highest; among equals the one submitted first.</summary>
    public int Priority { get; init; }

    /// <summary>How long the run may take from its beginning; null for as long as it needs.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long a test waits for a worker that can serve it.</summary>
    public TimeSpan WorkerTimeout { get; init; } = UsualWorkerTimeout;

    /// <summary>True when the records of requests also say when each content event arrived.</summary>
    public bool RecordsTokenTimes { get; init; }

    /// <summary>What a worker must have to make part <paramref name="part"/> of a test of a target, as <see cref="WorkerTag.Join"/> writes it.</summary>
    public string? PlacementOf(Target target, int part) =>
        WorkerTag.Join([.. Tags, .. target.Tags, .. ByTag.Count == 0 ? Array.Empty<string>() : [ByTag[part % ByTag.Count]]]);

    /// <summary>Into how many parts that are made side by side a test of a target is cut: as many for each of <see cref="ByTag"/>. 0 when the load is too small for that.</summary>
    public int PartsOf(int test)
    {
        var blocks = BlocksOf(test);
        // The last block is the smallest; and each part of a cap of concurrent requests must allow one at least.
        var most = Math.Min(Tests[test].Load.Block(blocks - 1, blocks).MaxParts, Targets.Min(target => target.Limits.MaxConcurrent ?? int.MaxValue));
        return ByTag.Count == 0 ? Math.Clamp(most, 1, Workers) : Math.Min(most / ByTag.Count, Workers) * ByTag.Count;
    }

    /// <summary>Enough that a change of conditions meets all who take turns, and few enough that a block is worth measuring.</summary>
    public const int DefaultBlocks = 5;

    /// <summary>
    /// The tests that are made at the same time as the one that begins at <paramref name="test"/>, itself included: the arms of
    /// one comparison take turns.
    /// </summary>
    public IReadOnlyList<int> StageOf(int test) => Tests[test].Arm is null ? [test]
        : [.. Enumerable.Range(test, Tests.Count - test).TakeWhile(other => Tests[other].Arm is not null && Tests[other].Name == Tests[test].Name)];

    /// <summary>The tests by name, each with the positions of its entries: several where it has steps or arms.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<int> Entries)> TestsByName() =>
    [
        .. Enumerable.Range(0, Tests.Count).GroupBy(index => Tests[index].Name, StringComparer.Ordinal)
            .Select(group => (group.Key, (IReadOnlyList<int>)[.. group])),
    ];

    /// <summary>Into how many pieces the load of a test is cut.</summary>
    public int BlocksOf(int test) =>
        Order is TargetOrder.Interleaved || Tests[test].Arm is not null ? Math.Clamp(Tests[test].Load.MaxBlocks, 1, Blocks) : 1;

    /// <summary>How results call a target of this plan: its name, or its identity where two share the name.</summary>
    public string LabelOf(Target target) => Targets.Count(other => other.Name == target.Name) > 1 ? target.Id.Value : target.Name;
}

/// <summary>How the targets of a test follow one another. The numbers are stored: never reuse one.</summary>
public enum TargetOrder
{
    /// <summary>All at the same time.</summary>
    Together = 1,

    /// <summary>One at a time, in blocks, each of which has every target once in random order.</summary>
    Interleaved = 2,
}

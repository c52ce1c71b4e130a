using System.Collections.Immutable;
using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Slices;

namespace AkkaApiBench.Node.Coordinator.Runs;

/// <summary>Everything that is known of a run, as its events tell it.</summary>
internal sealed record RunState
{
    public required RunId Run { get; init; }

    /// <summary>Null before the run is accepted.</summary>
    public Plan? Plan { get; init; }

    /// <summary>The most that a request can use, by target and test; made once, for it is asked for with every allowance.</summary>
    public ImmutableArray<ImmutableArray<Usage>> WorstCases { get; init; } = [];

    public RunStatus Status { get; init; } = RunStatus.Accepted;

    public string? Reason { get; init; }

    public DateTimeOffset AcceptedAt { get; init; }

    /// <summary>The monitor that asked for it; null for others.</summary>
    public MonitorId? Monitor { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When it was paused after it had begun; the last has no end while it is.</summary>
    public ImmutableArray<RunPause> Pauses { get; init; } = [];

    /// <summary>The test being made, of a stage of several the first; −1 before the first.</summary>
    public int Test { get; init; } = -1;

    /// <summary>The targets that make it.</summary>
    public ImmutableArray<int> Targets { get; init; } = [];

    /// <summary>When it began.</summary>
    public DateTimeOffset TestStartedAt { get; init; }

    /// <summary>The slices of the test being made, and of those before it.</summary>
    public ImmutableSortedDictionary<SliceId, SliceState> Slices { get; init; } =
        ImmutableSortedDictionary.Create<SliceId, SliceState>(SliceOrder.Instance);

    /// <summary>What tests came to, by target and test.</summary>
    public ImmutableDictionary<(int Target, int Test), TestMeasurement> Measured { get; init; } =
        ImmutableDictionary<(int, int), TestMeasurement>.Empty;

    /// <summary>The same, of the slices that were placed by one tag.</summary>
    public ImmutableDictionary<(int Target, int Test, string Tag), TestMeasurement> MeasuredByTag { get; init; } =
        ImmutableDictionary<(int, int, string), TestMeasurement>.Empty;

    /// <summary>How the run is to end when its slices have; null while it goes on.</summary>
    public (RunStatus Status, string Reason)? Stopping { get; init; }

    public RunHeader Header => new(Run, Plan?.Name ?? "", Status, Reason, AcceptedAt, StartedAt, EndedAt) { Priority = Plan?.Priority ?? 0, Monitor = Monitor };

    /// <summary>The plan and how the run went; null before it is accepted.</summary>
    public RunPlan? Described => Plan is null ? null : new RunPlan(Header, Plan) { Pauses = Pauses, Used = Used };

    /// <summary>What its requests used; those of which nobody knows count for the most that they can.</summary>
    public Usage Used => Slices.Aggregate(default(Usage), (sum, slice) => sum + slice.Value.UsedBefore + slice.Value.Used + (WorstCaseOf(slice.Key) * slice.Value.Outstanding));

    /// <summary>The tests being made.</summary>
    public IReadOnlyList<int> Stage => Test < 0 ? [] : Plan!.StageOf(Test);

    /// <summary>The slices that a tester was given and that did not end yet.</summary>
    public IEnumerable<KeyValuePair<SliceId, SliceState>> ActiveSlices =>
        Slices.Where(slice => slice.Value is { Outcome: null, Epoch: > 0, IsLeft: false });

    /// <summary>The slices that were begun and have no tester now.</summary>
    public IEnumerable<KeyValuePair<SliceId, SliceState>> LeftSlices => Slices.Where(slice => slice.Value is { Outcome: null, IsLeft: true });

    /// <summary>The slices whose turn has not come yet.</summary>
    public IEnumerable<SliceId> WaitingSlices => Slices.Where(slice => slice.Value is { Outcome: null, Epoch: 0 }).Select(slice => slice.Key);

    /// <summary>Every test of every target that is being made.</summary>
    public IEnumerable<(int Target, int Test)> Cells => from target in Targets from test in Stage select (target, test);

    /// <summary>The figures that are still to be fetched of those whose slices are all done: of each tag, and of all without one.</summary>
    public IEnumerable<(int Target, int Test, string? Tag)> ToMeasure => Status.IsEnd() ? [] :
        from cell in Cells
        where !IsMeasured && SlicesOf(cell.Target, cell.Test).All(slice => slice.Value.Outcome is not null)
        from tag in TagsAndAll
        where !Has(cell.Target, cell.Test, tag)
        select (cell.Target, cell.Test, tag);

    /// <summary>True when all figures of the tests being made are known.</summary>
    public bool IsMeasured => Cells.All(cell => TagsAndAll.All(tag => Has(cell.Target, cell.Test, tag)));

    /// <summary>True when the figures of a test of a target are known, those of one tag or of all.</summary>
    public bool Has(int target, int test, string? tag) =>
        tag is null ? Measured.ContainsKey((target, test)) : MeasuredByTag.ContainsKey((target, test, tag));

    /// <summary>How many slices of a test of a target work side by side.</summary>
    public int SideBySide(int target, int test) => SlicesOf(target, test).Count() / Plan!.BlocksOf(test);

    public IEnumerable<KeyValuePair<SliceId, SliceState>> SlicesOf(int target, int test) =>
        Slices.Where(slice => slice.Key.Target == target && slice.Key.Test == test);

    public SliceId SliceOf(int test, int target, int part) => new(Run, test, target, part) { Placement = Plan!.PlacementOf(Plan.Targets[target], part) };

    /// <summary>What a target's tests came to, as much as fits a message.</summary>
    public TargetMeasurements Answer(GetTargetMeasurements query)
    {
        var ofTarget = Measured.Where(entry => entry.Key.Target == query.Target).Select(entry => entry.Value)
            .Concat(MeasuredByTag.Where(entry => entry.Key.Target == query.Target).Select(entry => entry.Value))
            .OrderBy(measurement => measurement.Test).ThenBy(measurement => measurement.Tag, StringComparer.Ordinal);
        var (tests, next) = MeasurementParts.Page(ofTarget, query.First);
        return new TargetMeasurements(query.Run, query.Target, tests, next);
    }

    public RunState Apply(IRunEvent happened) => happened switch
    {
        RunAccepted accepted => this with { Plan = accepted.Plan, WorstCases = Runs.WorstCases.Of(accepted.Plan), AcceptedAt = accepted.At, Monitor = accepted.Monitor },
        RunStarted started => GoingOn(started.At) with { StartedAt = StartedAt ?? started.At },
        TestStarted started => this with
        {
            Test = started.Test,
            Targets = TargetsOf(started),
            TestStartedAt = started.At,
            Slices = Slices.SetItems(SlicesFor(started)),
        },
        SliceStarted started => With(started.Slice, slice => slice.Start(started.Epoch)),
        SliceLeft left => With(left.Slice, slice => slice.Leave(left)),
        AllowanceGranted granted => With(granted.Slice, slice => slice with { Allowed = granted.Allowed, Used = granted.Used }),
        SliceEnded ended => With(ended.Slice, slice => slice.End(ended)),
        TestMeasured { Measurement.Tag: { } tag } measured => this with
        {
            MeasuredByTag = MeasuredByTag.SetItem((measured.Target, measured.Measurement.Test, tag), measured.Measurement),
        },
        TestMeasured measured => this with
        {
            Measured = Measured.SetItem((measured.Target, measured.Measurement.Test), measured.Measurement),
        },
        RunPausing pausing => this with { Status = RunStatus.Pausing, Pauses = Pauses.Add(new RunPause(pausing.At, EndedAt: null)) },
        RunPaused => this with { Status = RunStatus.Paused },
        RunResumed resumed => Status is RunStatus.Pausing ? GoingOn(resumed.At) : this with { Status = RunStatus.Accepted },
        RunStopping stopping => GoingOn(stopping.At) with { Stopping = (stopping.Status, stopping.Reason) },
        RunEnded ended => GoingOn(ended.At) with { Status = ended.Status, Reason = ended.Reason, EndedAt = ended.At },
        _ => this,
    };

    /// <summary>The most that a request of a slice can use.</summary>
    public Usage WorstCaseOf(SliceId slice) => WorstCases[slice.Target][slice.Test];

    /// <summary>Of what a test has figures: of each tag, and of all slices, for which stands null.</summary>
    private IEnumerable<string?> TagsAndAll => [.. Plan!.ByTag, null];

    private RunState GoingOn(DateTimeOffset at) => this with
    {
        Status = RunStatus.Running,
        Pauses = Pauses is [.., { EndedAt: null } pause] ? Pauses.SetItem(Pauses.Length - 1, pause with { EndedAt = at }) : Pauses,
    };

    private RunState With(SliceId id, Func<SliceState, SliceState> change) =>
        this with { Slices = Slices.SetItem(id, change(Slices.GetValueOrDefault(id) ?? new SliceState())) };

    private IEnumerable<KeyValuePair<SliceId, SliceState>> SlicesFor(TestStarted started) =>
        from target in TargetsOf(started)
        from test in Plan!.StageOf(started.Test)
        from part in Enumerable.Range(0, started.Parts * Plan!.BlocksOf(test))
        select KeyValuePair.Create(SliceOf(test, target, part), new SliceState());

    private ImmutableArray<int> TargetsOf(TestStarted started) =>
        started.Targets.IsEmpty ? [.. Enumerable.Range(0, Plan!.Targets.Count)] : started.Targets;

    private sealed class SliceOrder : IComparer<SliceId>
    {
        public static readonly SliceOrder Instance = new();

        public int Compare(SliceId x, SliceId y) =>
            (x.Test, x.Target, x.Part).CompareTo((y.Test, y.Target, y.Part));
    }
}

/// <summary>Where a slice of a run stands.</summary>
internal sealed record SliceState
{
    /// <summary>The latest attempt; 0 before the first.</summary>
    public int Epoch { get; init; }

    /// <summary>True when the tester of this epoch is gone and no other was given the slice.</summary>
    public bool IsLeft { get; init; }

    /// <summary>How many epochs ended in order, for another to go on.</summary>
    public int HandOvers { get; init; }

    /// <summary>How it ended; null before.</summary>
    public SliceOutcome? Outcome { get; init; }

    public string? Reason { get; init; }

    /// <summary>What a probe found out.</summary>
    public ProbeFindings? Findings { get; init; }

    /// <summary>Requests that this epoch may start, where the plan has a budget.</summary>
    public long Allowed { get; init; }

    /// <summary>What this epoch had used when it was last allowed more, or in all when it has ended.</summary>
    public Usage Used { get; init; }

    /// <summary>Requests that earlier epochs were allowed and did not account for.</summary>
    public long Unaccounted { get; init; }

    /// <summary>What earlier epochs used.</summary>
    public Usage UsedBefore { get; init; }

    /// <summary>Requests whose cost is not known: they may have used the most that a request can.</summary>
    public long Outstanding => Unaccounted + Math.Max(0, Allowed - Used.Requests);

    public SliceState Start(int epoch) => this with
    {
        Epoch = epoch,
        IsLeft = false,
        Allowed = 0,
        Used = default,
        Unaccounted = Outstanding,
        UsedBefore = UsedBefore + Used,
    };

    public SliceState Leave(SliceLeft left) => left.Used is { } used
        ? this with { IsLeft = true, HandOvers = HandOvers + 1, Allowed = used.Requests, Used = used }
        : this with { IsLeft = true };

    public SliceState End(SliceEnded ended) => this with
    {
        Outcome = ended.Outcome,
        Reason = ended.Reason,
        Findings = ended.Findings,
        Allowed = ended.Used.Requests,
        Used = ended.Used,
    };
}

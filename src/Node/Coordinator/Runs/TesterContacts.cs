using System.Collections.Immutable;
using Akka.Actor;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Slices;

namespace AkkaApiBench.Node.Coordinator.Runs;

/// <summary>A run's testers: tells them what to do, keeps what they said last, and asks those that are silent whether they are there.</summary>
/// <param name="testers">The shard region of the testers.</param>
/// <param name="time">The clock.</param>
internal sealed class TesterContacts(IActorRef testers, TimeProvider time)
{
    private static readonly TimeSpan SilenceBeforeAsking = TimeSpan.FromSeconds(2.5);

    private readonly Dictionary<SliceId, SliceProgress> _last = [];
    private readonly Dictionary<SliceId, SliceProgress> _before = [];
    private readonly Dictionary<SliceId, SliceProgress> _reports = [];
    private readonly Dictionary<SliceId, DateTimeOffset> _heard = [];
    private readonly Dictionary<SliceId, Usage> _used = [];

    /// <summary>How far each slice is, over those of its epochs that were heard of.</summary>
    public IReadOnlyDictionary<SliceId, SliceProgress> Reports => _reports;

    /// <summary>What the present epoch of each slice said last that it has used.</summary>
    public IReadOnlyDictionary<SliceId, Usage> Used => _used;

    public void Start(StartSlice slice)
    {
        ForgetUsage(slice.Slice);
        Hear(slice.Slice);
        testers.Tell(slice);
    }

    public void Hear(SliceProgress report)
    {
        var slice = report.Slice;
        if (_last.TryGetValue(slice, out var last) && last.Epoch < report.Epoch)
            _before[slice] = _reports[slice];
        _last[slice] = report;
        _reports[slice] = _before.TryGetValue(slice, out var before) ? Sum(before, report) : report;
        Hear(slice);
    }

    /// <summary>Notes that a slice gave a sign of life.</summary>
    public void Hear(SliceId slice) => _heard[slice] = time.GetUtcNow();

    public void Use(SliceId slice, Usage used) => _used[slice] = used;

    public void ForgetUsage(SliceId slice) => _used.Remove(slice);

    /// <summary>True when nothing was heard of a slice for too long.</summary>
    public bool IsSilent(SliceId slice) => time.GetUtcNow() - _heard.GetValueOrDefault(slice, DateTimeOffset.MinValue) > SilenceBeforeAsking;

    public void Ask(SliceId slice, int epoch)
    {
        Hear(slice);
        testers.Tell(new AdoptSlice(slice, epoch));
    }

    public void Stop(SliceId slice, RunStatus status, string reason) => testers.Tell(new StopSlice(slice, OutcomeOf(status), reason));

    public void Hold(SliceId slice, int epoch) => testers.Tell(new HoldSlice(slice, epoch));

    public void Release(SliceId slice, int epoch) => testers.Tell(new ReleaseSlice(slice, epoch));

    /// <summary>What the slices of a run end as that is to end as <paramref name="status"/>.</summary>
    public static SliceOutcome OutcomeOf(RunStatus status) => status switch
    {
        RunStatus.Cancelled => SliceOutcome.Cancelled,
        RunStatus.BudgetExhausted => SliceOutcome.BudgetExhausted,
        _ => SliceOutcome.Failed,
    };

    private static SliceProgress Sum(SliceProgress before, SliceProgress report) => report with
    {
        Elapsed = before.Elapsed + report.Elapsed,
        Succeeded = before.Succeeded + report.Succeeded,
        Errors = before.Errors.Concat(report.Errors).GroupBy(error => error.Key)
            .ToImmutableSortedDictionary(group => group.Key, group => group.Sum(error => error.Value)),
        TotalLatency = before.TotalLatency + report.TotalLatency,
    };
}

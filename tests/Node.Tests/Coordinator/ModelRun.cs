using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Node.Coordinator.Runs;

namespace AkkaApiBench.Node.Tests.Coordinator;

/// <summary>
/// A run with testers that are made up: each sends one request at a time, ends it, and does what it is told when nothing is in
/// flight. Accounts are kept as the journal keeps them.
/// </summary>
internal sealed class ModelRun
{
    private static readonly RunId Run = new("20261124-170201-abcdef");

    private readonly List<IRunEvent> _journal = [];
    private readonly Dictionary<SliceId, Tester> _testers = [];
    private readonly Dictionary<SliceId, Account> _accounts = [];
    private readonly Queue<SliceDone> _closed = new();
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    public ModelRun(Plan plan) => Happen(State.Accept(plan, _now));

    public RunState State { get; private set; } = new() { Run = Run };

    public IReadOnlyDictionary<SliceId, Account> Accounts => _accounts;

    public int Testers => _testers.Count;

    /// <summary>One thing that may happen at any time; <paramref name="which"/> chooses among the testers.</summary>
    public void Step(int what, int which)
    {
        _now += TimeSpan.FromSeconds(1);
        switch (what)
        {
            case 0:
                Happen(State.Pause(_now));
                break;
            case 1:
                Happen(State.Resume(_now));
                break;
            case 2 when which == 0:
                Happen(State.Stop(RunStatus.Cancelled, "by a user", _now));
                break;
            case 3:
                Restart();
                break;
            case 4 when Pick(which) is { } killed:
                _accounts[killed].Lost += _testers[killed].InFlight;
                Gone(killed, used: null);
                break;
            case 5 when Pick(which) is { } sender:
                Send(sender);
                break;
            case 6 when Pick(which) is { } receiver:
                Answer(receiver, isFailure: which % 5 == 0);
                break;
            case 7:
                Happen(State.Begin(_now));
                Measure();
                break;
        }
    }

    /// <summary>Lets everything happen that leads to the end.</summary>
    public void Finish()
    {
        for (var round = 0; !State.Status.IsEnd(); round++)
        {
            round.ShouldBeLessThan(1000, "a run ends");
            Happen(State.Resume(_now));
            Happen(State.Begin(_now));
            foreach (var slice in _testers.Keys.ToList())
            {
                Send(slice);
                Answer(slice, isFailure: false);
            }

            Measure();
        }
    }

    private void Send(SliceId slice)
    {
        var tester = _testers[slice];
        if (!tester.IsHeld && !tester.IsStopped && Left(slice) > tester.InFlight)
            tester.InFlight++;
    }

    private void Answer(SliceId slice, bool isFailure)
    {
        var (tester, account) = (_testers[slice], _accounts[slice]);
        if (tester.InFlight > 0)
        {
            tester.InFlight--;
            tester.Ended++;
            (account.Succeeded, account.Failed) = isFailure ? (account.Succeeded, account.Failed + 1) : (account.Succeeded + 1, account.Failed);
        }

        if (tester.InFlight > 0)
            return;
        if (tester.IsStopped)
            account.NotSent += Left(slice);
        if (Left(slice) == 0)
            End(slice, tester.IsStopped ? SliceOutcome.Cancelled : SliceOutcome.Completed);
        else if (tester.IsHeld)
            Gone(slice, new Usage(tester.Ended, tester.Ended, Usd.Zero));
    }

    private void End(SliceId slice, SliceOutcome outcome)
    {
        _testers.Remove(slice, out var tester);
        Happen(State.EndSlice(new SliceDone(slice, tester!.Epoch, outcome, null, new Usage(tester.Ended, tester.Ended, Usd.Zero)), _now));
    }

    private void Gone(SliceId slice, Usage? used)
    {
        _testers.Remove(slice, out var tester);
        Happen(State.Restart(slice, tester!.Epoch, used, _now));
    }

    private void Measure()
    {
        while (_closed.TryDequeue(out var closed))
            Happen(State.EndSlice(closed, _now));
        foreach (var (target, test, tag) in State.ToMeasure.ToList())
            Happen(State.KeepMeasurement(target, new TestMeasurement(test, default, TimeSpan.FromSeconds(1), Aggregate.Empty, default) { Tag = tag }, _now));
    }

    /// <summary>The coordinator comes back with nothing but its events.</summary>
    private void Restart()
    {
        State = _journal.Aggregate(new RunState { Run = Run }, (state, happened) => state.Apply(happened));
        if (State.Status.IsAtWork())
            Happen(State.GoOn(_now));
    }

    private SliceId? Pick(int which) => _testers.Count == 0 ? null
        : _testers.Keys.OrderBy(slice => slice.ToString(), StringComparer.Ordinal).ElementAt(which % _testers.Count);

    private long Left(SliceId slice) => State.ShareOf(slice).Planned!.Value - _accounts[slice].Total;

    private void Happen(IReadOnlyList<IRunEvent> events)
    {
        foreach (var happened in events)
        {
            _journal.Add(happened);
            State = State.Apply(happened);
            Follow(happened);
        }
    }

    private void Follow(IRunEvent happened)
    {
        switch (happened)
        {
            case SliceStarted started:
                _testers.ShouldNotContainKey(started.Slice, "no two testers work on a slice");
                _accounts.TryAdd(started.Slice, new Account());
                if (State.Stopping is null)
                {
                    State.Status.ShouldBe(RunStatus.Running, "nothing starts while a run is paused");
                    _testers[started.Slice] = new Tester { Epoch = started.Epoch };
                }
                else
                {
                    _accounts[started.Slice].NotSent += Left(started.Slice);
                    _closed.Enqueue(new SliceDone(started.Slice, started.Epoch, SliceOutcome.Cancelled, null, default));
                }

                break;
            case RunPausing:
                foreach (var (slice, _) in State.ActiveSlices)
                    _testers[slice].IsHeld = true;
                break;
            case RunStopping:
                foreach (var (slice, _) in State.ActiveSlices)
                    _testers[slice].IsStopped = true;
                break;
            case RunPaused or RunEnded:
                _testers.ShouldBeEmpty("nothing of a run that rests is in flight");
                break;
        }
    }

    /// <summary>What became of a slice's requests.</summary>
    internal sealed class Account
    {
        public long Succeeded { get; set; }

        public long Failed { get; set; }

        public long Lost { get; set; }

        public long NotSent { get; set; }

        public long Total => Succeeded + Failed + Lost + NotSent;
    }

    private sealed class Tester
    {
        public required int Epoch { get; init; }

        public long InFlight { get; set; }

        public long Ended { get; set; }

        public bool IsHeld { get; set; }

        public bool IsStopped { get; set; }
    }
}

using System.Collections.Immutable;
using System.Diagnostics;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Providers;

namespace AkkaApiBench.Node.Worker.Load.Limits;

/// <summary>
/// Lets every try of a slice's requests through, when budget, caps, keys and circuit breaker all allow it, and takes from all
/// of them at once. Later tries go before first ones. Safe for several threads.
/// </summary>
internal sealed class Gate : IDisposable
{
    private static readonly TimeSpan TimerSlack = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private readonly long _beginning = Stopwatch.GetTimestamp();
    private readonly Queue<Waiting> _waiting = new();
    private readonly StartSlice _slice;
    private readonly Permits _budget;
    private readonly Charges _charges;
    private readonly KeyRing _keys;
    private readonly KeyUse[] _keyUses;
    private readonly CircuitBreaker? _breaker;
    private readonly RollingCap? _requests;
    private readonly RollingCap? _tokens;
    private readonly int _maxConcurrent;
    private readonly bool _isPlain;
    private readonly Timer _timer;
    private bool _hasRefused;
    private int _inFlight;
    private long _held;
    private TimeSpan _heldTime;
    private long _reportedOpened;
    private TimeSpan _reportedNotClosed;

    /// <summary>A gate for a slice.</summary>
    /// <param name="slice">Says what is limited.</param>
    /// <param name="budget">What the run allows.</param>
    public Gate(StartSlice slice, Permits budget)
    {
        (_slice, _budget, _charges) = (slice, budget, new Charges(slice));
        var limits = slice.Target.Limits;
        var isFresh = !limits.UsedBefore;
        var keys = slice.Target.Keys.Count;
        _keys = new KeyRing(keys);
        _keyUses = new KeyUse[keys];
        _breaker = slice.Breaker is { } policy ? new CircuitBreaker(policy) : null;
        _requests = limits.RequestsPerMinute is { } requests ? RollingCap.Of(requests, isFresh) : null;
        _tokens = limits.TokensPerMinute is { } tokens ? RollingCap.Of(tokens, slice.MostTokens, isFresh) : null;
        _maxConcurrent = limits.MaxConcurrent ?? int.MaxValue;
        _isPlain = keys == 1 && _breaker is null && !slice.ObeysRateLimits && slice.Retry is null && limits == TargetLimits.None;
        _timer = new Timer(static gate => ((Gate)gate!).OnChange(), this, Timeout.Infinite, Timeout.Infinite);
        _budget.Changed += OnChange;
    }

    /// <summary>Called when a try that was refused might be let through now, on the thread that changed it.</summary>
    public event Action? Changed;

    /// <summary>True when the budget is used up for good.</summary>
    public bool IsUsedUp => _budget is { IsClosed: true, Available: <= 0 };

    /// <summary>True when there is budget for a try.</summary>
    public bool HasBudget => _budget.Available > 0;

    /// <summary>True while the circuit breaker lets nothing through, or one try alone that is under way.</summary>
    public bool IsTripped
    {
        get
        {
            lock (_lock)
                return _breaker?.WaitAt(Now) > TimeSpan.Zero;
        }
    }

    private TimeSpan Now => Stopwatch.GetElapsedTime(_beginning);

    /// <summary>Tells whether a first try would be let through now, without letting it.</summary>
    public Verdict Judge()
    {
        if (_isPlain)
            return HasBudget ? Verdict.Open : Verdict.NoBudget;
        lock (_lock)
            return JudgeFirst(Now);
    }

    /// <summary>Lets a first try through, if it may go.</summary>
    public Verdict TryEnter(out Pass pass)
    {
        pass = default;
        if (_isPlain)
        {
            if (!HasBudget)
                return Verdict.NoBudget;
            _budget.Take();
            return Verdict.Open;
        }

        lock (_lock)
        {
            var now = Now;
            var verdict = JudgeFirst(now);
            if (verdict.IsOpen)
            {
                _budget.Take();
                pass = Take(now);
            }

            return verdict;
        }
    }

    /// <summary>Waits until a later try may go; null when it may not any more.</summary>
    public Task<Pass?> EnterAsync(CancellationToken stop) => EnterAsync(new Waiting(HasBudget: false), stop);

    /// <summary>Waits until a try may go that was let through and had to wait for something else; when stopped, it may go at once.</summary>
    public async Task<Pass> EnterAgainAsync(Pass pass, CancellationToken stop)
    {
        if (_isPlain)
            return pass;
        lock (_lock)
            GiveBack(pass, Now);
        if (await EnterAsync(new Waiting(HasBudget: true), stop).ConfigureAwait(false) is { } again)
            return again;
        lock (_lock)
        {
            _inFlight++;
            _keyUses[pass.Key] += new KeyUse(1, 0);
        }

        return pass with { Decides = false, Tokens = null };
    }

    /// <summary>Takes the end of a try that was let through.</summary>
    public void Leave(Pass pass, RequestRecord record)
    {
        if (_isPlain)
            return;
        lock (_lock)
        {
            var now = Now;
            _inFlight--;
            if (pass.Tokens is { } entry)
                _tokens!.Settle(entry, _charges.TokensOf(record));
            _breaker?.Note(Rests.IsFailureOfTarget(record.Error), pass.Decides, now);
            if (_slice.ObeysRateLimits)
                Rest(pass.Key, record, now);
            LetWaitingIn(now);
            if (!_hasRefused)
                return;
            _hasRefused = false;
        }

        Changed?.Invoke();
    }

    /// <summary>What is to be waited before the request is tried again; where there are other keys, a key's own rest is not.</summary>
    public TimeSpan? AskedToWait(RequestRecord record) =>
        record.Error is ErrorKind.RateLimited && _keyUses.Length > 1 ? null : record.RetryAfter;

    /// <summary>Notes that a request had to wait for a limit.</summary>
    public void NoteHeld(TimeSpan time)
    {
        lock (_lock)
        {
            _held++;
            _heldTime += time;
        }
    }

    /// <summary>What happened since the last time.</summary>
    public Traffic TakeTraffic()
    {
        if (_isPlain)
            return Traffic.None;
        lock (_lock)
        {
            var opened = _breaker?.Opened ?? 0;
            var notClosed = _breaker?.NotClosed(Now) ?? TimeSpan.Zero;
            var traffic = new Traffic
            {
                Keys = TakeKeyUses(),
                Held = _held,
                HeldTime = _heldTime,
                BreakerOpened = opened - _reportedOpened,
                BreakerOpenTime = notClosed - _reportedNotClosed,
            };
            (_held, _heldTime, _reportedOpened, _reportedNotClosed) = (0, TimeSpan.Zero, opened, notClosed);
            return traffic;
        }
    }

    public void Dispose()
    {
        _budget.Changed -= OnChange;
        _timer.Dispose();
    }

    private async Task<Pass?> EnterAsync(Waiting waiting, CancellationToken stop)
    {
        lock (_lock)
        {
            _waiting.Enqueue(waiting);
            LetWaitingIn(Now);
        }

        await using var _ = stop.UnsafeRegister(static waiting => ((Waiting)waiting!).Pass.TrySetResult(null), waiting).ConfigureAwait(false);
        return await waiting.Pass.Task.ConfigureAwait(false);
    }

    private Verdict JudgeFirst(TimeSpan now)
    {
        var verdict = _waiting.Count > 0 ? Verdict.Held(TimeSpan.MaxValue) : Judge(now, HasBudget);
        _hasRefused |= !verdict.IsOpen;
        return verdict;
    }

    private Verdict Judge(TimeSpan now, bool hasBudget)
    {
        var wait = _inFlight >= _maxConcurrent ? TimeSpan.MaxValue : TimeSpan.Zero;
        Add(_breaker?.WaitAt(now));
        Add(_keys.WaitAt(now));
        Add(_requests?.WaitFor(1, now));
        Add(_tokens?.WaitFor(_slice.MostTokens, now));
        return wait > TimeSpan.Zero ? Verdict.Held(wait) : hasBudget ? Verdict.Open : Verdict.NoBudget;

        void Add(TimeSpan? other)
        {
            if (other > wait)
                wait = other.Value;
        }
    }

    private Pass Take(TimeSpan now)
    {
        _inFlight++;
        _requests?.Take(1, now);
        var key = _keys.Take(now);
        _keyUses[key] += new KeyUse(1, 0);
        return new Pass(key, _breaker?.Pass() == true, _tokens?.Take(_slice.MostTokens, now));
    }

    private void Rest(int key, RequestRecord record, TimeSpan now)
    {
        if (Rests.After(record, _slice.MostTokens) is not { } rest)
        {
            if (record.Error is null)
                _keys.NoteSuccess(key);
            return;
        }

        var (first, last) = rest.IsOfKey ? (key, key) : (0, _keyUses.Length - 1);
        for (var resting = first; resting <= last; resting++)
        {
            if (_keys.Rest(resting, rest.Time, rest.IsRefused, rest.First, rest.Longest, now))
                _keyUses[resting] += new KeyUse(0, 1);
        }
    }

    private void OnChange()
    {
        lock (_lock)
            LetWaitingIn(Now);
        Changed?.Invoke();
    }

    private void LetWaitingIn(TimeSpan now)
    {
        while (_waiting.TryPeek(out var waiting))
        {
            // Who was stopped meanwhile takes nothing.
            if (!waiting.Pass.Task.IsCompleted && (waiting.HasBudget || !IsUsedUp))
            {
                var verdict = Judge(now, waiting.HasBudget || HasBudget);
                if (!verdict.IsOpen)
                {
                    if (verdict.Wait < TimeSpan.MaxValue)
                        _timer.Change(verdict.Wait + TimerSlack, Timeout.InfiniteTimeSpan);
                    return;
                }

                var pass = Take(now);
                if (!waiting.Pass.TrySetResult(pass))
                    GiveBack(pass, now);
                else if (!waiting.HasBudget)
                    _budget.Take();
            }

            waiting.Pass.TrySetResult(null);
            _waiting.Dequeue();
        }
    }

    /// <summary>Takes back a pass with which nothing was sent; only its place in the cap of requests is gone.</summary>
    private void GiveBack(Pass pass, TimeSpan now)
    {
        _inFlight--;
        if (pass.Tokens is { } entry)
            _tokens!.Settle(entry, 0);
        _keyUses[pass.Key] += new KeyUse(-1, 0);
        _breaker?.Note(failed: null, pass.Decides, now);
    }

    /// <summary>Somebody who waits for leave.</summary>
    /// <param name="HasBudget">True when the budget was taken already.</param>
    private sealed record Waiting(bool HasBudget)
    {
        public TaskCompletionSource<Pass?> Pass { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private ImmutableSortedDictionary<string, KeyUse> TakeKeyUses()
    {
        if (_keyUses.Length == 1)
            return Traffic.None.Keys;
        var uses = Traffic.None.Keys.ToBuilder();
        for (var key = 0; key < _keyUses.Length; key++)
        {
            if (_keyUses[key] != default)
                uses[_slice.Target.Keys[key].Value] = _keyUses[key];
            _keyUses[key] = default;
        }

        return uses.ToImmutable();
    }
}

/// <summary>Leave for one try.</summary>
/// <param name="Key">Which of the target's keys it goes with.</param>
/// <param name="Decides">True when it decides whether the circuit breaker closes.</param>
/// <param name="Tokens">What was set aside under the cap of tokens; null without one.</param>
internal readonly record struct Pass(int Key, bool Decides, RollingCap.Entry? Tokens);

/// <summary>Whether a try may go.</summary>
/// <param name="Wait">How long until it may; <see cref="TimeSpan.MaxValue"/> when something must happen first.</param>
/// <param name="IsHeld">True when a limit holds it back, and not only the budget.</param>
internal readonly record struct Verdict(TimeSpan Wait, bool IsHeld)
{
    /// <summary>It may go.</summary>
    public static readonly Verdict Open = new(TimeSpan.Zero, false);

    /// <summary>There is no budget for it yet.</summary>
    public static readonly Verdict NoBudget = new(TimeSpan.MaxValue, false);

    /// <summary>True when it may go now.</summary>
    public bool IsOpen => Wait == TimeSpan.Zero;

    /// <summary>A limit holds it back.</summary>
    public static Verdict Held(TimeSpan wait) => new(wait, true);
}

namespace AkkaApiBench.Cli.Tests.Fakes;

/// <summary>A clock that moves when the test says so, and fires timers that are due.</summary>
internal sealed class FrozenTime : TimeProvider
{
    private readonly List<Alarm> _alarms = [];
    private TimeSpan _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _passed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(() => callback(state), _passed + dueTime);
        _alarms.Add(alarm);
        return alarm;
    }

    /// <summary>Lets time pass at once; a timer that is due fires once.</summary>
    public void Pass(TimeSpan time)
    {
        _passed += time;
        foreach (var alarm in _alarms.Where(alarm => alarm.Due <= _passed).ToList())
            alarm.Ring();
    }

    private sealed record Alarm(Action Ring, TimeSpan Due) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            // Nobody lets time pass any more.
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

using System.Diagnostics;

namespace AkkaApiBench.Simulator.Timing;

/// <summary>A sleep that ends at a precise time, or at once when somebody rings.</summary>
internal abstract class Alarm : IDisposable
{
    public static Alarm Create() => OperatingSystem.IsLinux() ? new LinuxAlarm() : new PortableAlarm();

    /// <summary>Makes the calling thread ready to sleep precisely.</summary>
    public virtual void Prepare()
    {
    }

    /// <summary>Sleeps until a time in <see cref="Stopwatch"/> ticks, or until <see cref="Ring"/>; may return a little early.</summary>
    public abstract void Sleep(long until);

    /// <summary>Ends the sleep; the next one when nobody sleeps.</summary>
    public abstract void Ring();

    public abstract void Dispose();
}

/// <summary>The alarm of systems whose timers know milliseconds only: sleeps short of the time and spins the rest.</summary>
internal sealed class PortableAlarm : Alarm
{
    private static readonly TimeSpan Coarseness = TimeSpan.FromMilliseconds(2);

    private readonly AutoResetEvent _rung = new(false);

    public override void Sleep(long until)
    {
        var left = until == long.MaxValue ? Timeout.InfiniteTimeSpan : Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), until);
        if (left == Timeout.InfiniteTimeSpan || left > Coarseness)
        {
            var coarse = left == Timeout.InfiniteTimeSpan ? -1 : (int)Math.Min(int.MaxValue, (left - Coarseness).TotalMilliseconds);
            _rung.WaitOne(coarse);
            return;
        }

        var spin = default(SpinWait);
        while (Stopwatch.GetTimestamp() < until && !_rung.WaitOne(0))
            spin.SpinOnce(sleep1Threshold: -1);
    }

    public override void Ring() => _rung.Set();

    public override void Dispose() => _rung.Dispose();
}

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AkkaApiBench.Node.Worker.Load;

/// <summary>Waits on the calling thread to within some microseconds: asleep until just before, then spinning.</summary>
internal static partial class PreciseWait
{
    private const int Monotonic = 1;

    /// <summary>A sleeping thread wakes up to this much late on a busy machine.</summary>
    private static readonly long Spin = Stopwatch.Frequency / 10_000;

    /// <summary>Returns at <paramref name="due"/> (Stopwatch timestamp), at once when that is over.</summary>
    public static void Until(long due)
    {
        SleepUntil(due - Spin);
        while (Stopwatch.GetTimestamp() < due)
            Thread.SpinWait(10);
    }

    /// <summary>Returns some ten microseconds after a Stopwatch timestamp, without spinning; at once when that is over.</summary>
    public static void SleepUntil(long timestamp)
    {
        var sleep = timestamp - Stopwatch.GetTimestamp();
        if (sleep > 0)
            Sleep(sleep);
    }

    private static void Sleep(long ticks)
    {
        var nanoseconds = (long)(ticks * (1e9 / Stopwatch.Frequency));
        if (OperatingSystem.IsLinux())
        {
            var time = new Timespec { Seconds = nanoseconds / 1_000_000_000, Nanoseconds = nanoseconds % 1_000_000_000 };
            _ = ClockNanosleep(Monotonic, 0, in time, IntPtr.Zero);
        }
        else if (nanoseconds > 2_000_000)
        {
            // Elsewhere the finest portable wait is a millisecond; the rest is spun.
            using var never = new ManualResetEventSlim(false, 0);
            never.Wait((int)(nanoseconds / 1_000_000) - 1);
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int ClockNanosleep(int clock, int flags, in Timespec request, IntPtr remain);
}

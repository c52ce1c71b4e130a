using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AkkaApiBench.Simulator.Timing;

/// <summary>Linux's alarm: <c>ppoll</c> on an <c>eventfd</c> sleeps to some ten microseconds and wakes when another thread writes.</summary>
internal sealed partial class LinuxAlarm : Alarm
{
    private const int NonBlockingCloseOnExec = 0x800 | 0x80000;
    private const short Readable = 1;
    private const int SetTimerSlack = 29;
    private const int ThisThread = 0;
    private const int HigherPriority = -10;
    private const long LongestSleepSeconds = 3600;

    private readonly int _event = EventFd(0, NonBlockingCloseOnExec) is >= 0 and var descriptor
        ? descriptor
        : throw new IOException("No eventfd for the scheduler.", Marshal.GetLastPInvokeError());

    /// <summary>Takes the 50 µs off that the kernel may add to a sleep and, where allowed, goes before other threads.</summary>
    public override void Prepare()
    {
        _ = ProcessControl(SetTimerSlack, 1, 0, 0, 0);
        _ = SetPriority(0, ThisThread, HigherPriority);
    }

    public override void Sleep(long until)
    {
        var left = until == long.MaxValue ? TimeSpan.MaxValue : Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), until);
        if (left <= TimeSpan.Zero)
            return;

        var timeout = left.TotalSeconds >= LongestSleepSeconds
            ? new TimeSpec(LongestSleepSeconds, 0)
            : new TimeSpec(left.Ticks / TimeSpan.TicksPerSecond, left.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick);
        var poll = new PollDescriptor { Descriptor = _event, Wanted = Readable };
        if (Poll(ref poll, 1, ref timeout, 0) > 0)
            _ = Read(_event, out _, sizeof(ulong));
    }

    public override void Ring()
    {
        var one = 1UL;
        _ = Write(_event, ref one, sizeof(ulong));
    }

    public override void Dispose() => _ = Close(_event);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int EventFd(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "ppoll")]
    private static partial int Poll(ref PollDescriptor descriptor, nuint count, ref TimeSpec timeout, nint signals);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int descriptor, out ulong value, nuint size);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int descriptor, ref ulong value, nuint size);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nuint value, nuint unused3, nuint unused4, nuint unused5);

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Wanted;
        public short Found;
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TimeSpec(long Seconds, long Nanoseconds);
}

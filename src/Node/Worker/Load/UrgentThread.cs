using System.Runtime.InteropServices;

namespace AkkaApiBench.Node.Worker.Load;

/// <summary>
/// Lets a thread that keeps due times go before all others of the machine. Without it such a thread, woken while both compiler
/// and thread pool hold the cores, waits until one of them has used up its share of time, some milliseconds.
/// </summary>
internal static partial class UrgentThread
{
    private const int RoundRobin = 2;
    private const int ResetOnFork = 0x40000000;
    private const int LowestRealTime = 1;
    private const int SetTimerSlack = 29;
    private const int ThisThread = 0;
    private const int HighestPriority = -20;

    /// <summary>
    /// Makes the calling thread urgent for the rest of its life, as far as the system permits: in real time on Linux with
    /// <c>CAP_SYS_NICE</c> or an <c>rtprio</c> limit, otherwise with what <c>nice</c> it may have. Threads that it starts are not.
    /// </summary>
    public static void Enter()
    {
        if (!OperatingSystem.IsLinux())
        {
            Thread.CurrentThread.Priority = ThreadPriority.Highest;
            return;
        }

        // The kernel may add 50 µs to a sleep otherwise.
        _ = ProcessControl(SetTimerSlack, 1, 0, 0, 0);
        // Who may not be in real time may still be first among the others.
        if (SetScheduler(ThisThread, RoundRobin | ResetOnFork, LowestRealTime) != 0)
            _ = SetPriority(0, ThisThread, HighestPriority);
    }

    [LibraryImport("libc", EntryPoint = "sched_setscheduler")]
    private static partial int SetScheduler(int thread, int policy, in int priority);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nuint value, nuint unused3, nuint unused4, nuint unused5);

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);
}

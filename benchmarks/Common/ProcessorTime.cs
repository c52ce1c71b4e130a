using System.Globalization;

namespace AkkaApiBench.Common;

/// <summary>Processor time as the kernel counts it, the same way for every client.</summary>
public static class ProcessorTime
{
    private const int TicksPerSecond = 100;

    /// <summary>User and system time of all threads of a process.</summary>
    public static TimeSpan Of(int process)
    {
        // The name in parentheses may hold anything; utime and stime are the 14th and 15th field of all.
        var stat = File.ReadAllText($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds((Number(fields[11]) + Number(fields[12])) / (double)TicksPerSecond);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}

namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>Processes as the system has them.</summary>
internal static class RunningProcesses
{
    /// <summary>How many processes have a folder in their command line.</summary>
    public static int Of(TestFolder folder) => Directory.EnumerateDirectories("/proc")
        .Count(process => int.TryParse(Path.GetFileName(process), out _) && CommandLineOf(process).Contains(folder.Path, StringComparison.Ordinal));

    /// <summary>Waits until there are so many.</summary>
    public static async Task WhenAsync(TestFolder folder, Func<int, bool> isWanted)
    {
        using var limit = new CancellationTokenSource(ProcessUnderTest.Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!isWanted(Of(folder)))
            await timer.WaitForNextTickAsync(limit.Token);
    }

    private static string CommandLineOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return "";
        }
    }
}

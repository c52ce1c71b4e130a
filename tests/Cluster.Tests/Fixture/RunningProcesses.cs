namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>Processes as the system has them.</summary>
internal static class RunningProcesses
{
    /// <summary>How many processes were started in a folder.</summary>
    public static int Of(TestFolder folder) => Directory.EnumerateDirectories("/proc")
        .Count(process => int.TryParse(Path.GetFileName(process), out _) && WorkingDirectoryOf(process).StartsWith(folder.Path, StringComparison.Ordinal));

    /// <summary>Waits until there are so many.</summary>
    public static async Task WhenAsync(TestFolder folder, Func<int, bool> isWanted)
    {
        using var limit = new CancellationTokenSource(ProcessUnderTest.Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!isWanted(Of(folder)))
            await timer.WaitForNextTickAsync(limit.Token);
    }

    private static string WorkingDirectoryOf(string process)
    {
        try
        {
            return File.ResolveLinkTarget(Path.Combine(process, "cwd"), returnFinalTarget: false)?.FullName ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or is not ours.
            return "";
        }
    }
}

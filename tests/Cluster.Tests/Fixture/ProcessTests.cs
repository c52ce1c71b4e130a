namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>Tests with a folder of their own, and simulated providers <c>one</c> and <c>two</c> in this process.</summary>
public abstract class ProcessTests : IAsyncLifetime, IDisposable
{
    private protected TestFolder Folder { get; } = new();

    private protected SimulatedTargets Targets { get; private set; } = null!;

    public virtual async Task InitializeAsync() => Targets = await SimulatedTargets.StartAsync("one", "two");

    /// <summary>When a test's own members are gone, no process that it started may be left.</summary>
    public virtual async Task DisposeAsync()
    {
        await Targets.DisposeAsync();
        RunningProcesses.Of(Folder).ShouldBe(0, "processes were left behind");
    }

    /// <summary>Runs a command line in the test's folder.</summary>
    /// <returns>What it wrote to standard output, or its errors when it is to fail.</returns>
    private protected async Task<string> TellAsync(int exitCode, params string[] args)
    {
        await using var process = ProcessUnderTest.Start(Folder.Path, args);
        (await process.EndAsync()).ShouldBe(exitCode, process.Said);
        return exitCode == 0 ? process.Output.Text : process.Errors.Text;
    }

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }
}

namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>Tests with a folder of their own, and simulated providers <c>one</c> and <c>two</c> in this process.</summary>
public abstract class ProcessTests : IAsyncLifetime, IDisposable
{
    private protected TestFolder Folder { get; } = new();

    private protected SimulatedTargets Targets { get; private set; } = null!;

    public virtual async Task InitializeAsync() => Targets = await SimulatedTargets.StartAsync("one", "two");

    public virtual async Task DisposeAsync() => await Targets.DisposeAsync();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }
}

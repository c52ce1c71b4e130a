namespace AkkaApiBench.Node;

/// <summary>The lifetime of a node in somebody else's process: signals are that process's own affair.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

namespace AkkaApiBench.Cli.Tests.Fakes;

/// <summary>A user who stops when the test says so.</summary>
internal sealed class ManualInterrupts : IInterrupts, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _leave = new();

    public CancellationToken Stop => _stop.Token;

    public CancellationToken Leave => _leave.Token;

    public Task InterruptAsync() => _stop.IsCancellationRequested ? _leave.CancelAsync() : _stop.CancelAsync();

    public void Dispose()
    {
        _stop.Dispose();
        _leave.Dispose();
    }
}

using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace AkkaApiBench.Hosting.Membership;

/// <summary>
/// The life of a process that another one started: it ends, in order, with its standard input. That closes when the other
/// process closes it or ends, however it ends and on every system. SIGINT, which a terminal sends to both, is the other's to
/// answer.
/// </summary>
internal sealed class InputLifetime(IHostApplicationLifetime application) : IHostLifetime, IDisposable
{
    private readonly PosixSignalRegistration _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);

    private readonly PosixSignalRegistration _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
    {
        signal.Cancel = true;
        application.StopApplication();
    });

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _ = Task.Run(StopAtEndOfInputAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }

    private async Task StopAtEndOfInputAsync()
    {
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(Stream.Null).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        application.StopApplication();
    }
}

using System.Runtime.InteropServices;

namespace AkkaApiBench.Cli;

/// <summary>The user's wish to stop.</summary>
internal interface IInterrupts
{
    /// <summary>Stop in order, and keep what there is.</summary>
    CancellationToken Stop { get; }

    /// <summary>Leave at once; comes after <see cref="Stop"/>.</summary>
    CancellationToken Leave { get; }
}

/// <summary>Ctrl-C and SIGTERM: the first stops, the second leaves.</summary>
internal sealed class SignalInterrupts : IInterrupts, IDisposable
{
    // What does not listen to Leave is not waited for.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _leave = new();
    private readonly PosixSignalRegistration[] _registrations;
    private Timer? _exit;

    public SignalInterrupts() =>
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal)];

    public CancellationToken Stop => _stop.Token;

    public CancellationToken Leave => _leave.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _exit?.Dispose();
        _stop.Dispose();
        _leave.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (!_stop.IsCancellationRequested)
        {
            _stop.Cancel();
            return;
        }

        _exit ??= new Timer(_ => Environment.Exit((int)ExitCode.Interrupted), null, Grace, Timeout.InfiniteTimeSpan);
        _leave.Cancel();
    }
}

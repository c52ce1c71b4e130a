using System.Diagnostics;

namespace AkkaApiBench.Simulator.Limits;

/// <summary>The servers of a provider with the queue before them, first come first served.</summary>
/// <param name="servers">How many there are; null for as many as requests come.</param>
internal sealed class ServerQueue(int? servers)
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource<bool>> _waiting = new();
    private int _free = servers ?? 0;

    /// <summary>Waits for a free server.</summary>
    /// <exception cref="OperationCanceledException">The client went away before its turn.</exception>
    public async ValueTask<Server> EnterAsync(CancellationToken cancellation)
    {
        if (servers is null)
            return new Server(null, TimeSpan.Zero);

        TaskCompletionSource<bool> turn;
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                return new Server(this, TimeSpan.Zero);
            }

            turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
        }

        var begun = Stopwatch.GetTimestamp();
        await using (cancellation.UnsafeRegister(static waiting => ((TaskCompletionSource<bool>)waiting!).TrySetCanceled(), turn))
            await turn.Task;
        return new Server(this, Stopwatch.GetElapsedTime(begun));
    }

    private void Leave()
    {
        lock (_gate)
        {
            while (_waiting.TryDequeue(out var next))
            {
                if (next.TrySetResult(true))
                    return;
            }

            _free++;
        }
    }

    /// <summary>A server at work for one request.</summary>
    internal sealed class Server(ServerQueue? queue, TimeSpan waited) : IDisposable
    {
        /// <summary>How long the request stood in the queue.</summary>
        public TimeSpan Waited => waited;

        public void Dispose() => queue?.Leave();
    }
}

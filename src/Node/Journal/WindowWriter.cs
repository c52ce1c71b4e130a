using Akka.Actor;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Node.Telemetry;

namespace AkkaApiBench.Node.Journal;

/// <summary>
/// Writes the windows of one epoch of a slice to its target's journal, one after the other; repeats each until it is
/// acknowledged, however long the journal is away.
/// </summary>
internal sealed class WindowWriter(IActorRef journal, SliceId slice, TargetId target, int epoch, TimeProvider time, PendingWindows? pending = null)
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(3);

    /// <summary>What a load may send is noted about a second ahead; a journal that takes longer holds it.</summary>
    private static readonly TimeSpan UsualTime = TimeSpan.FromSeconds(1);

    private long _sequence;
    private TimeSpan _held;

    /// <summary>A window of this epoch without content, to be filled in.</summary>
    public Window Blank() => new()
    {
        Slice = slice,
        Target = target,
        Epoch = epoch,
        Sequence = 0,
        StartedAt = time.GetUtcNow(),
        Duration = TimeSpan.Zero,
        Reserved = 0,
    };

    /// <summary>Gives the window its number and has it kept.</summary>
    /// <returns>How far the slice is, over all epochs.</returns>
    /// <exception cref="WindowRefusedException">The epoch was given up.</exception>
    public Task<SlicePosition> WriteAsync(Window window, CancellationToken cancellation)
    {
        var writing = SendAsync(window, cancellation);
        return pending is null ? writing : pending.WatchAsync(writing);
    }

    private async Task<SlicePosition> SendAsync(Window window, CancellationToken cancellation)
    {
        // How long a window was held is known with the next one.
        var command = new RecordWindow(window with
        {
            Sequence = _sequence,
            Measured = window.Measured with { Client = window.Measured.Client with { Held = _held } },
        });
        var begun = time.GetTimestamp();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                switch (await journal.Ask<object>(command, AnswerTime, cancellation))
                {
                    case WindowAcknowledged acknowledged:
                        _sequence++;
                        _held = time.GetElapsedTime(begun) - UsualTime is { Ticks: > 0 } held ? held : TimeSpan.Zero;
                        return acknowledged.Position;
                    case WindowRefused refused:
                        throw new WindowRefusedException(refused.Reason);
                }
            }
            catch (AskTimeoutException)
            {
                // The journal or its database is away: the same window again, and no new request meanwhile.
            }
        }
    }
}

/// <summary>The journal does not take windows of this epoch any more.</summary>
internal sealed class WindowRefusedException(string reason) : Exception(reason);

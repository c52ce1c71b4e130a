using System.Buffers;
using System.Threading.Channels;

namespace AkkaApiBench.Node.Worker.Records;

/// <summary>
/// One run's file. It is written by a task of its own, for a disk may be busy for longer than a request may be late. What waits
/// for the disk is bounded: who appends beyond that writes himself.
/// </summary>
internal sealed class RunFile : IAsyncDisposable
{
    private const int MostWaiting = 64;

    private readonly Channel<Item> _waiting = Channel.CreateBounded<Item>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly Lock _lock = new();
    private readonly FileStream _stream;
    private readonly Task _writing;
    private volatile Exception? _failure;

    /// <param name="path">Where the file is; what it holds stays.</param>
    public RunFile(string path)
    {
        _stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0);
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Appends whole lines. Their array is given back to the shared pool.</summary>
    /// <exception cref="IOException">These or earlier lines could not be written.</exception>
    public void Append(ArraySegment<byte> lines)
    {
        if (_failure is { } failure)
            throw new IOException($"records could not be written: {failure.Message}", failure);
        if (!_waiting.Writer.TryWrite(new Item(lines, null)))
            Write(lines);
    }

    /// <summary>Waits until everything that was appended before is in the file.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public async Task FlushAsync()
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _waiting.Writer.WriteAsync(new Item(default, written)).ConfigureAwait(false);
        await written.Task.ConfigureAwait(false);
        if (_failure is { } failure)
            throw new IOException($"records could not be written: {failure.Message}", failure);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WriteAsync()
    {
        await foreach (var item in _waiting.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                if (_failure is null && item.Lines.Array is not null)
                    Write(item.Lines);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                _failure = error;
            }

            item.Written?.SetResult();
        }
    }

    private void Write(ArraySegment<byte> lines)
    {
        lock (_lock)
            _stream.Write(lines);
        ArrayPool<byte>.Shared.Return(lines.Array!);
    }

    private readonly record struct Item(ArraySegment<byte> Lines, TaskCompletionSource? Written);
}

using System.Buffers;

namespace AkkaApiBench.Providers.Streams;

/// <summary>Bytes as they come from a stream: written at the end, taken from the front, reused from request to request.</summary>
internal sealed class ReadBuffer(int capacity = ReadBuffer.Usual) : IDisposable
{
    private const int Usual = 16 * 1024;
    private const int LeastRoom = 4 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);
    private int _start;
    private int _end;

    /// <summary>What was read and not taken.</summary>
    public Span<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Forgets everything, and gives back memory that an unusually large answer took.</summary>
    public void Clear()
    {
        (_start, _end) = (0, 0);
        if (_bytes.Length > 64 * Usual)
            Replace(Usual);
    }

    /// <summary>Room for the next read; moves what is unread, so spans taken before are void.</summary>
    public Memory<byte> Room()
    {
        if (_start == _end)
            (_start, _end) = (0, 0);
        if (_bytes.Length - _end < LeastRoom)
        {
            if (_start >= _bytes.Length / 2)
                MoveToFront();
            else
                Replace(_bytes.Length * 2);
        }

        return _bytes.AsMemory(_end);
    }

    /// <summary>Notes that <paramref name="count"/> bytes were written into <see cref="Room"/>.</summary>
    public void Wrote(int count) => _end += count;

    /// <summary>Lets go of the first <paramref name="count"/> unread bytes.</summary>
    public void Take(int count) => _start += count;

    /// <inheritdoc/>
    public void Dispose()
    {
        var bytes = Interlocked.Exchange(ref _bytes, []);
        if (bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(bytes);
        (_start, _end) = (0, 0);
    }

    private void MoveToFront()
    {
        Unread.CopyTo(_bytes);
        (_start, _end) = (0, _end - _start);
    }

    private void Replace(int capacity)
    {
        var larger = ArrayPool<byte>.Shared.Rent(capacity);
        Unread.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _start, _end) = (larger, 0, _end - _start);
    }
}

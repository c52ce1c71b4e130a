using System.Runtime.InteropServices;

namespace AkkaApiBench.Analytics.Detection.State;

/// <summary>Writes a state to bytes or reads it back: each part says once what it consists of, for both ways.</summary>
internal sealed class StateCodec
{
    private readonly List<byte>? _written;
    private readonly ReadOnlyMemory<byte> _bytes;
    private int _position;

    private StateCodec(List<byte>? written, ReadOnlyMemory<byte> bytes) => (_written, _bytes) = (written, bytes);

    /// <summary>Writes.</summary>
    public static StateCodec Writer() => new([], default);

    /// <summary>Reads.</summary>
    public static StateCodec Reader(ReadOnlyMemory<byte> bytes) => new(null, bytes);

    /// <summary>What was written.</summary>
    public byte[] ToArray() => [.. _written!];

    /// <summary>True when all was read.</summary>
    public bool IsAtEnd => _position == _bytes.Length;

    public void Exchange(ref double value) => Exchange(MemoryMarshal.CreateSpan(ref value, 1));

    public void Exchange(ref int value) => Exchange(MemoryMarshal.CreateSpan(ref value, 1));

    public void Exchange(ref long value) => Exchange(MemoryMarshal.CreateSpan(ref value, 1));

    /// <summary>Numbers, little-endian as every platform of .NET holds them.</summary>
    public void Exchange<T>(Span<T> values)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values);
        if (_written is null)
            Next(bytes.Length).CopyTo(bytes);
        else
            _written.AddRange(bytes);
    }

    /// <summary>The first values of an array whose number changes.</summary>
    /// <exception cref="FormatException">The number is more than the array holds.</exception>
    public void Exchange(double[] values, ref int count)
    {
        Exchange(ref count);
        if (count < 0 || count > values.Length)
            throw new FormatException("not a state of a series: a part is longer than it can be");
        Exchange(values.AsSpan(0, count));
    }

    private ReadOnlySpan<byte> Next(int length)
    {
        if (_position + length > _bytes.Length)
            throw new FormatException("not a state of a series: it ends too early");
        _position += length;
        return _bytes.Span.Slice(_position - length, length);
    }
}

/// <summary>A part of a monitor that has a state.</summary>
internal interface IState
{
    /// <summary>Writes the state, or reads it back.</summary>
    void Exchange(StateCodec codec);
}

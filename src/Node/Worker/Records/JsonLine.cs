using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;

namespace AkkaApiBench.Node.Worker.Records;

/// <summary>
/// Writes JSON objects, a line each, into a buffer that is handed over when it is full: a third of the cost of a general writer,
/// which matters where every request is written down.
/// </summary>
internal sealed class JsonLine
{
    private const int LongestNumber = 32;

    // What JSON strings hold as it is, in ASCII.
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 !#$%()*,-./:;=?@[]^_{|}~");

    private readonly int _capacity;
    private byte[] _bytes;

    /// <param name="capacity">How many bytes it holds before it grows.</param>
    public JsonLine(int capacity)
    {
        _capacity = capacity;
        _bytes = ArrayPool<byte>.Shared.Rent(capacity);
    }

    /// <summary>How many bytes were written.</summary>
    public int Length { get; private set; }

    /// <summary>Gives what was written, in an array of the shared pool's that the caller gives back, and starts anew.</summary>
    public ArraySegment<byte> Take()
    {
        var taken = new ArraySegment<byte>(_bytes, 0, Length);
        _bytes = ArrayPool<byte>.Shared.Rent(_capacity);
        Length = 0;
        return taken;
    }

    /// <summary>Forgets what was written since it was last taken.</summary>
    public void Clear() => Length = 0;

    /// <summary>Begins an object with fields that were written before.</summary>
    public void Begin(ReadOnlySpan<byte> fields)
    {
        Raw("{"u8);
        Raw(fields);
    }

    /// <summary>Ends the object, and the line.</summary>
    public void End() => Raw("}\n"u8);

    /// <summary>Writes a field; nothing when there is no text.</summary>
    public void Text(ReadOnlySpan<byte> name, string? text)
    {
        if (text is null)
            return;
        Name(name, text.Length + 2);
        Byte((byte)'"');
        if (text.AsSpan().ContainsAnyExcept(Plain))
            Raw(Encoding.UTF8.GetBytes(JavaScriptEncoder.Default.Encode(text)));
        else
            Length += Encoding.ASCII.GetBytes(text, _bytes.AsSpan(Length));
        Need(1);
        Byte((byte)'"');
    }

    public void Flag(ReadOnlySpan<byte> name, bool value)
    {
        Name(name, 0);
        Raw(value ? "true"u8 : "false"u8);
    }

    public void Whole(ReadOnlySpan<byte> name, long value)
    {
        Name(name, LongestNumber);
        Digits(value);
    }

    public void Number(ReadOnlySpan<byte> name, decimal value)
    {
        Name(name, LongestNumber);
        Utf8Formatter.TryFormat(value, _bytes.AsSpan(Length), out var written);
        Length += written;
    }

    /// <summary>Writes a time in milliseconds, to the microsecond; nothing when there is none.</summary>
    public void Milliseconds(ReadOnlySpan<byte> name, TimeSpan? time)
    {
        if (time is not { } value)
            return;
        Name(name, LongestNumber);
        var microseconds = (Math.Abs(value.Ticks) + TimeSpan.TicksPerMicrosecond / 2) / TimeSpan.TicksPerMicrosecond;
        if (value < TimeSpan.Zero && microseconds > 0)
            Byte((byte)'-');
        Digits(microseconds / 1000);
        var rest = (int)(microseconds % 1000);
        Byte((byte)'.');
        Byte((byte)('0' + rest / 100));
        Byte((byte)('0' + rest / 10 % 10));
        Byte((byte)('0' + rest % 10));
    }

    public void Instant(ReadOnlySpan<byte> name, DateTimeOffset time)
    {
        Name(name, LongestNumber + 8);
        Byte((byte)'"');
        Utf8Formatter.TryFormat(time, _bytes.AsSpan(Length), out var written, new StandardFormat('O'));
        Length += written;
        Byte((byte)'"');
    }

    /// <summary>Begins a list of whole numbers, ended by <see cref="EndWholes"/>.</summary>
    public void BeginWholes(ReadOnlySpan<byte> name)
    {
        Name(name, 1);
        Byte((byte)'[');
    }

    public void AddWhole(long value)
    {
        Need(LongestNumber);
        if (_bytes[Length - 1] != (byte)'[')
            Byte((byte)',');
        Digits(value);
    }

    public void EndWholes() => Raw("]"u8);

    private void Name(ReadOnlySpan<byte> name, int room)
    {
        Need(name.Length + room + 4);
        if (_bytes[Length - 1] != (byte)'{')
            Byte((byte)',');
        Byte((byte)'"');
        name.CopyTo(_bytes.AsSpan(Length));
        Length += name.Length;
        Byte((byte)'"');
        Byte((byte)':');
    }

    private void Raw(ReadOnlySpan<byte> bytes)
    {
        Need(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    private void Digits(long value)
    {
        Utf8Formatter.TryFormat(value, _bytes.AsSpan(Length), out var written);
        Length += written;
    }

    private void Byte(byte value) => _bytes[Length++] = value;

    private void Need(int room)
    {
        if (_bytes.Length - Length >= room)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Length + room));
        _bytes.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}

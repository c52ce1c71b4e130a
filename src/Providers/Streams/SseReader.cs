using AkkaApiBench.Providers.Errors;

namespace AkkaApiBench.Providers.Streams;

/// <summary>
/// Cuts bytes into server-sent events by the WHATWG HTML standard, section 9.2.6, without copying or allocating:
/// an event's data are a slice of the buffer, and several data lines are joined in place.
/// </summary>
internal sealed class SseReader(ReadBuffer buffer) : IEventReader
{
    private const byte Cr = (byte)'\r';
    private const byte Lf = (byte)'\n';

    // Offsets into the unread bytes, which begin where the current event begins.
    private int _line;
    private int _scanned;
    private int _data;
    private int _dataLength;
    private bool _hasData;
    private int _consumed;

    private bool _first = true;
    private bool _lfMayFollow;
    private byte[] _type = new byte[64];
    private int _typeLength;

    /// <inheritdoc/>
    public void Reset()
    {
        BeginEvent();
        (_line, _scanned, _consumed, _first, _lfMayFollow) = (0, 0, 0, true, false);
    }

    /// <inheritdoc/>
    public bool TryRead(out StreamEvent next)
    {
        if (_consumed > 0)
        {
            DropLines(_consumed);
            _consumed = 0;
            BeginEvent();
        }

        var bytes = buffer.Unread;
        while (true)
        {
            if (_lfMayFollow && _line < bytes.Length)
            {
                if (bytes[_line] == Lf)
                    _line++;
                _scanned = _line;
                _lfMayFollow = false;
            }

            var length = bytes[_scanned..].IndexOfAny(Cr, Lf);
            if (length < 0)
                break;

            var end = _scanned + length;
            var start = _line;
            _line = _scanned = end + 1;
            _lfMayFollow = bytes[end] == Cr;
            if (_first && bytes[start..end].StartsWith("\uFEFF"u8))
                start += 3;
            _first = false;

            if (end > start)
            {
                ReadLine(bytes, start, end);
            }
            else if (_hasData)
            {
                _consumed = _line;
                next = new StreamEvent(_type.AsSpan(0, _typeLength), bytes.Slice(_data, _dataLength));
                return true;
            }
            else
            {
                BeginEvent();
            }
        }

        _scanned = bytes.Length;
        if (!_hasData)
            DropLines(_line);
        if (buffer.Unread.Length > IEventReader.LargestEvent)
            throw new MalformedAnswerException($"an event of more than {IEventReader.LargestEvent / 1024 / 1024} MB");
        next = default;
        return false;
    }

    private void ReadLine(Span<byte> bytes, int start, int end)
    {
        var line = bytes[start..end];
        if (IsField(line, "data"u8))
            AddData(bytes, start + ValueOffset(line, 4), end);
        else if (IsField(line, "event"u8))
            KeepType(line[ValueOffset(line, 5)..]);
    }

    private static bool IsField(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) =>
        line.StartsWith(name) && (line.Length == name.Length || line[name.Length] == (byte)':');

    private static int ValueOffset(ReadOnlySpan<byte> line, int name) =>
        line.Length == name ? name : line.Length > name + 1 && line[name + 1] == (byte)' ' ? name + 2 : name + 1;

    /// <summary>The joined data always fit in front of the line they come from, for its field name and line end are left out.</summary>
    private void AddData(Span<byte> bytes, int start, int end)
    {
        if (!_hasData)
        {
            (_hasData, _data, _dataLength) = (true, start, end - start);
            return;
        }

        bytes[_data + _dataLength++] = Lf;
        bytes[start..end].CopyTo(bytes[(_data + _dataLength)..]);
        _dataLength += end - start;
    }

    /// <summary>Copied, for data lines joined in place may run over it.</summary>
    private void KeepType(ReadOnlySpan<byte> value)
    {
        if (value.Length > _type.Length)
            _type = new byte[value.Length];
        value.CopyTo(_type);
        _typeLength = value.Length;
    }

    private void BeginEvent() => (_hasData, _dataLength, _typeLength) = (false, 0, 0);

    private void DropLines(int count)
    {
        buffer.Take(count);
        _line -= count;
        _scanned -= count;
    }
}

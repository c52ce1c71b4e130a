using AkkaApiBench.Providers.Errors;

namespace AkkaApiBench.Providers.Streams;

/// <summary>
/// Cuts bytes into lines of JSON by the NDJSON specification: each ends with LF, a CR before it is white space, and
/// empty lines are passed over. What has no LF is not complete, and so no event.
/// </summary>
internal sealed class JsonLineReader(ReadBuffer buffer) : IEventReader
{
    private int _scanned;
    private int _consumed;

    /// <inheritdoc/>
    public void Reset() => (_scanned, _consumed) = (0, 0);

    /// <inheritdoc/>
    public bool TryRead(out StreamEvent next)
    {
        buffer.Take(_consumed);
        _consumed = 0;
        while (buffer.Unread[_scanned..].IndexOf((byte)'\n') is >= 0 and var length)
        {
            var end = _scanned + length;
            _scanned = 0;
            var line = buffer.Unread[..end].Trim(" \t\r"u8);
            if (!line.IsEmpty)
            {
                next = new StreamEvent(type: [], line);
                _consumed = end + 1;
                return true;
            }

            buffer.Take(end + 1);
        }

        _scanned = buffer.Unread.Length;
        if (_scanned > IEventReader.LargestEvent)
            throw new MalformedAnswerException($"a line of more than {IEventReader.LargestEvent / 1024 / 1024} MB");
        next = default;
        return false;
    }
}

using System.Diagnostics;
using AkkaApiBench.Providers.Protocols;

namespace AkkaApiBench.Providers.Http;

/// <summary>When what happened to the request that a lane works on; reused from request to request.</summary>
internal sealed class Timeline
{
    private long[] _contentTimes = new long[256];

    /// <summary>How the connection was opened that was opened for the request.</summary>
    public ConnectionTimes? Connection { get; private set; }

    public long Due { get; private set; }

    public long Sent { get; private set; }

    public DateTimeOffset SentAt { get; private set; }

    /// <summary>When the socket had taken the whole request.</summary>
    public long Written { get; private set; }

    public long Headers { get; private set; }

    public long FirstContent { get; private set; }

    public long FirstAnswer { get; private set; }

    /// <summary>When the latest bytes of the answer had been read, or the request had failed without any.</summary>
    public long End { get; private set; }

    public int ContentEvents { get; private set; }

    public ReadOnlySpan<long> ContentTimes => _contentTimes.AsSpan(0, ContentEvents);

    public void Begin(long due)
    {
        Due = due;
        Connection = null;
        (Sent, SentAt, Written, Headers, FirstContent, FirstAnswer, End, ContentEvents) = (0, default, 0, 0, 0, 0, 0, 0);
    }

    /// <summary>Notes a connection that was opened for the request; one that comes too late for it is another request's find.</summary>
    public void NoteConnection(ConnectionTimes times)
    {
        if (Sent == 0)
            Connection = times;
    }

    public void NoteSending()
    {
        Written = 0;
        SentAt = TimeProvider.System.GetUtcNow();
        Sent = Stopwatch.GetTimestamp();
    }

    /// <summary>What is left of a limit that began with sending.</summary>
    public TimeSpan Left(TimeSpan limit) => limit - Stopwatch.GetElapsedTime(Sent);

    public void NoteWritten() => Written = Stopwatch.GetTimestamp();

    public void NoteHeaders() => Headers = End = Stopwatch.GetTimestamp();

    public void NoteRead() => End = Stopwatch.GetTimestamp();

    public void NoteFailure() => End = Stopwatch.GetTimestamp();

    /// <summary>Notes an event that the latest read completed: it arrived then, not when its turn came to be parsed.</summary>
    public void NoteContent(Content content)
    {
        if (ContentEvents == _contentTimes.Length)
            Array.Resize(ref _contentTimes, _contentTimes.Length * 2);
        _contentTimes[ContentEvents++] = End;
        if (FirstContent == 0)
            FirstContent = End;
        if (FirstAnswer == 0 && content is Content.Answer)
            FirstAnswer = End;
    }
}

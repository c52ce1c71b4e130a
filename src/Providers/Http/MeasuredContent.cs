using System.Net;

namespace AkkaApiBench.Providers.Http;

/// <summary>
/// The body of a request, encoded before. The HTTP handler asks for it when it has a connection and, in HTTP/1.1, the headers in
/// its buffer: that is the moment just before the request is written, free of waiting for a connection.
/// </summary>
internal sealed class MeasuredContent : HttpContent
{
    private readonly Timeline _timeline;
    private readonly Action _sending;
    private readonly bool _areHeadersApart;
    private ReadOnlyMemory<byte> _body;

    /// <summary>Makes it, without a body.</summary>
    /// <param name="timeline">Where it is noted how the message gets on its way.</param>
    /// <param name="sending">Called just before the request is written.</param>
    /// <param name="areHeadersApart">True when headers are sent before the body is asked for, as in HTTP/2; <see cref="NoteHeaders"/> tells of them.</param>
    public MeasuredContent(Timeline timeline, Action sending, bool areHeadersApart)
    {
        (_timeline, _sending, _areHeadersApart) = (timeline, sending, areHeadersApart);
        Headers.TryAddWithoutValidation("Content-Type", "application/json");
    }

    /// <summary>Takes the body to be sent next.</summary>
    public void Carry(ReadOnlyMemory<byte> body)
    {
        if (_body.Equals(body))
            return;
        _body = body;
        // Once computed, the length of the body before would be sent.
        Headers.ContentLength = body.Length;
    }

    /// <summary>Tells that a connection was opened for the request.</summary>
    public void NoteConnection(ConnectionTimes times) => _timeline.NoteConnection(times);

    /// <summary>Tells that the headers are about to be written.</summary>
    public void NoteHeaders() => _sending();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (!_areHeadersApart)
            _sending();
        var write = stream.WriteAsync(_body, cancellationToken);
        if (!write.IsCompletedSuccessfully)
            return WaitAsync(write);
        _timeline.NoteWritten();
        return Task.CompletedTask;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }

    private async Task WaitAsync(ValueTask write)
    {
        await write.ConfigureAwait(false);
        _timeline.NoteWritten();
    }
}

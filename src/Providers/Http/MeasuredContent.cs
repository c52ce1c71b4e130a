using System.Net;

namespace AkkaApiBench.Providers.Http;

/// <summary>
/// The body of a request, encoded before. The HTTP handler asks for it when it has a connection and the headers are in
/// its buffer: that is the moment just before the request is written, free of waiting for a connection.
/// </summary>
internal sealed class MeasuredContent : HttpContent
{
    private readonly Action _sending;
    private readonly Action<ConnectionTimes> _connected;
    private ReadOnlyMemory<byte> _body;

    public MeasuredContent(Action sending, Action<ConnectionTimes> connected)
    {
        (_sending, _connected) = (sending, connected);
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
    public void NoteConnection(ConnectionTimes times) => _connected(times);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _sending();
        return stream.WriteAsync(_body, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}

using System.Net;

namespace AkkaApiBench.Providers.Http;

/// <summary>
/// The body of a request, encoded once. The HTTP handler asks for it when it has a connection and the headers are in
/// its buffer: that is the moment just before the request is written, free of waiting for a connection.
/// </summary>
internal sealed class MeasuredContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _body;
    private readonly Action _sending;

    public MeasuredContent(ReadOnlyMemory<byte> body, Action sending)
    {
        (_body, _sending) = (body, sending);
        Headers.TryAddWithoutValidation("Content-Type", "application/json");
    }

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

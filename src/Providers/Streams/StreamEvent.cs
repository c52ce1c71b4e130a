namespace AkkaApiBench.Providers.Streams;

/// <summary>One event of a stream; void as soon as the reader is asked for the next.</summary>
/// <param name="type">What the framing says that it is, such as the <c>event</c> field of server-sent events; empty where it does not.</param>
/// <param name="data">What the protocol reads.</param>
internal readonly ref struct StreamEvent(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
{
    public ReadOnlySpan<byte> Type { get; } = type;

    public ReadOnlySpan<byte> Data { get; } = data;
}

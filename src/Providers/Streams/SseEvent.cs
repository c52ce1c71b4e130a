namespace AkkaApiBench.Providers.Streams;

/// <summary>One event; void as soon as the reader is asked for the next.</summary>
/// <param name="type">The <c>event</c> field; empty means <c>message</c>.</param>
/// <param name="data">The <c>data</c> lines, joined by LF.</param>
internal readonly ref struct SseEvent(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
{
    public ReadOnlySpan<byte> Type { get; } = type;

    public ReadOnlySpan<byte> Data { get; } = data;
}

namespace AkkaApiBench.Providers.Streams;

/// <summary>How the events of a stream are told apart.</summary>
/// <param name="MediaType">The content type that says so.</param>
/// <param name="ReaderOf">Makes a reader over a buffer; each lane has one and uses it for all its streams.</param>
internal sealed record Framing(string MediaType, Func<ReadBuffer, IEventReader> ReaderOf)
{
    /// <summary>Server-sent events.</summary>
    public static readonly Framing ServerSentEvents = new("text/event-stream", buffer => new SseReader(buffer));

    /// <summary>A JSON document a line.</summary>
    public static readonly Framing JsonLines = new("application/x-ndjson", buffer => new JsonLineReader(buffer));
}

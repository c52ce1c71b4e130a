using AkkaApiBench.Providers.Errors;

namespace AkkaApiBench.Providers.Streams;

/// <summary>Cuts the bytes of a stream into its events, which are slices of a <see cref="ReadBuffer"/>.</summary>
internal interface IEventReader
{
    /// <summary>No provider sends more in one event; what does is not an event stream.</summary>
    const int LargestEvent = 16 * 1024 * 1024;

    /// <summary>Begins with a new stream.</summary>
    void Reset();

    /// <summary>Gives the next event that is complete in the buffer; false when more bytes are needed.</summary>
    /// <exception cref="MalformedAnswerException">An event is larger than <see cref="LargestEvent"/>.</exception>
    bool TryRead(out StreamEvent next);
}

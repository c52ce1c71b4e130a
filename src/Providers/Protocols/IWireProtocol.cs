using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Keys;
using AkkaApiBench.Providers.Streams;

namespace AkkaApiBench.Providers.Protocols;

/// <summary>How to ask a kind of API, and how to read what it answers. Without state: one serves all lanes.</summary>
internal interface IWireProtocol
{
    /// <summary>How its streams are framed; null when it has none, and a workload that asks for one is sent without.</summary>
    Framing? Framing { get; }

    /// <summary>True when a finish reason and a clean end of the body make a stream complete, though its end marker is missing.</summary>
    bool FinishReasonEnds { get; }

    /// <summary>What kind of operation a request is, as <c>gen_ai.operation.name</c> of OpenTelemetry's conventions.</summary>
    string Operation => "chat";

    /// <summary>What is appended to the base URL to ask a model.</summary>
    string PathOf(string model, bool isStreamed);

    /// <summary>The headers that authorize a request, and those that the protocol always wants.</summary>
    IEnumerable<KeyValuePair<string, string>> Headers(ApiKey key);

    /// <summary>Encodes the request's body.</summary>
    byte[] Encode(string model, Workload workload, Dialect dialect);

    /// <summary>Reads one event of a stream into <paramref name="answer"/>.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is not JSON.</exception>
    /// <exception cref="Errors.MalformedAnswerException">It is not what the protocol promises.</exception>
    void ReadEvent(ReadOnlySpan<byte> data, Answer answer);

    /// <summary>Reads a whole answer that was not streamed.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is not JSON.</exception>
    /// <exception cref="Errors.MalformedAnswerException">It is not what the protocol promises.</exception>
    void ReadBody(ReadOnlySpan<byte> json, Answer answer);
}

/// <summary>In what vendors of one protocol differ.</summary>
internal sealed record Dialect
{
    /// <summary>The field that bounds the answer's tokens.</summary>
    public string MaxTokensField { get; init; } = "max_tokens";

    /// <summary>True to send <c>stream_options.include_usage</c>; some vendors refuse it and send usage anyway.</summary>
    public bool AsksForUsage { get; init; } = true;

    /// <summary>The header of the key, bare; null for the protocol's own way.</summary>
    public string? KeyHeader { get; init; }
}

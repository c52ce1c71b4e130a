using System.Buffers;
using System.Text.Json;
using AkkaApiBench.Simulator.Behaviour;
using AkkaApiBench.Simulator.Limits;
using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Simulator.Protocols;

/// <summary>How a wire protocol reads requests and writes what is not an answer. Without state.</summary>
internal interface IProtocol
{
    /// <summary>Which protocol it is.</summary>
    WireProtocol Kind { get; }

    /// <summary>The path that belongs to the base URL that clients are given.</summary>
    string BasePath { get; }

    /// <summary>The path at which answers are asked for, as a route; a <c>{model}</c> in it is the model's name.</summary>
    string Path { get; }

    /// <summary>The path of the list of models.</summary>
    string ModelsPath { get; }

    /// <summary>The content type of a stream.</summary>
    string StreamType { get; }

    /// <summary>The API key of a request; empty when there is none.</summary>
    string KeyOf(HttpRequest request);

    /// <summary>Reads a request.</summary>
    /// <exception cref="RefusedException">It is not one of this protocol.</exception>
    ChatRequest Read(HttpRequest request, JsonElement body);

    /// <summary>The status of an error.</summary>
    int StatusOf(ApiErrorKind kind);

    /// <summary>The body of an error.</summary>
    string BodyOf(ApiError error, string requestId);

    /// <summary>Adds the headers that every response has.</summary>
    void AddHeaders(IHeaderDictionary headers, string requestId);

    /// <summary>Adds the headers that tell of limits.</summary>
    /// <param name="headers">Where to.</param>
    /// <param name="admission">The limits' state.</param>
    /// <param name="now">The real time, UTC.</param>
    void AddLimitHeaders(IHeaderDictionary headers, in Admission admission, DateTimeOffset now);

    /// <summary>The body of a list of models.</summary>
    string ModelsOf(IEnumerable<Profile> profiles);

    /// <summary>Begins to write an answer.</summary>
    IAnswerWriter Write(Answer answer);
}

/// <summary>An answer to be written.</summary>
/// <param name="Id">Unique; letters and digits.</param>
/// <param name="Request">What was asked.</param>
/// <param name="Plan">What is answered.</param>
/// <param name="Created">The real time, UTC.</param>
internal sealed record Answer(string Id, ChatRequest Request, AnswerPlan Plan, DateTimeOffset Created)
{
    /// <summary>The tokens of the answer, reasoning included.</summary>
    public int OutputTokens => Request.Embedding is null ? Plan.TokensAt.Length : 0;
}

/// <summary>Writes the parts of one answer in a protocol's words.</summary>
internal interface IAnswerWriter
{
    /// <summary>The events before the first token.</summary>
    void Opening(IBufferWriter<byte> output);

    /// <summary>The event of one token.</summary>
    void Token(IBufferWriter<byte> output, int index);

    /// <summary>The events after the last token.</summary>
    void Closing(IBufferWriter<byte> output);

    /// <summary>An event that reports an error in mid-stream.</summary>
    void Failure(IBufferWriter<byte> output);

    /// <summary>An event whose data is not JSON.</summary>
    void Malformed(IBufferWriter<byte> output);

    /// <summary>The one body of an answer that is not a stream.</summary>
    void Whole(IBufferWriter<byte> output);
}

using System.Net;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Keys;
using AkkaApiBench.Providers.Prompts;
using AkkaApiBench.Providers.Protocols;
using AkkaApiBench.Providers.Streams;
using AkkaApiBench.Providers.Tokenizers;

namespace AkkaApiBench.Providers.Http;

/// <summary>What all requests of a client have in common, made once.</summary>
internal sealed class PreparedRequest
{
    private readonly List<KeyValuePair<string, string>> _headers;
    private readonly Workload _workload;
    private readonly string _model;
    private readonly Dialect _dialect;

    public PreparedRequest(Target target, Workload workload, ApiKey key, Preset preset)
    {
        Key = key;
        Protocol = preset.Protocol;
        Framing = workload.Stream ? Protocol.Framing : null;
        Address = preset.Endpoint(target.BaseUrl, target.Model, IsStreamed);
        Tokenizer = TokenizerBook.For(target);
        Timeouts = workload.Timeouts;
        (_workload, _model, _dialect) = (workload with { Stream = IsStreamed }, target.Model, preset.Dialect);
        _headers =
        [
            new("User-Agent", "apibench"),
            new("Accept", Framing?.MediaType ?? "application/json"),
            .. preset.Dialect.KeyHeader is { } header
                ? key.IsNone ? [] : [new(header, key.Reveal())]
                : preset.Protocol.Headers(key),
        ];
    }

    public ApiKey Key { get; }

    public IWireProtocol Protocol { get; }

    public Uri Address { get; }

    /// <summary>How the stream is framed; null when none is asked for, be it that the protocol has none.</summary>
    public Framing? Framing { get; }

    public bool IsStreamed => Framing is not null;

    public Timeouts Timeouts { get; }

    /// <summary>Counts tokens where the provider does not.</summary>
    public ITokenizer Tokenizer { get; }

    /// <summary>Encodes a prompt.</summary>
    public PreparedPrompt Prepare(Prompt prompt)
    {
        var body = Protocol.Encode(_model, _workload with { Messages = prompt.Messages, MaxTokens = prompt.MaxTokens }, _dialect);
        return new PreparedPrompt(
            _workload.Extra is { } extra ? JsonBody.Merge(body, extra) : body,
            prompt.Tokens ?? prompt.Messages.Sum(message => (long)Tokenizer.Count(message.Content)));
    }

    /// <summary>Makes a message, which may be sent again and again, one at a time, with what its <see cref="MeasuredContent"/> is given to carry.</summary>
    public HttpRequestMessage NewMessage(Action sending, Action<ConnectionTimes> connected)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, Address)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new MeasuredContent(sending, connected),
        };
        foreach (var (name, value) in _headers)
            message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }
}

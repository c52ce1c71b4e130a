using System.Net;
using System.Text;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Keys;
using AkkaApiBench.Providers.Protocols;
using AkkaApiBench.Providers.Streams;

namespace AkkaApiBench.Providers.Http;

/// <summary>What all requests of a client have in common, made once.</summary>
internal sealed class PreparedRequest
{
    private readonly List<KeyValuePair<string, string>> _headers;

    public PreparedRequest(Target target, Workload workload, ApiKey key, Preset preset)
    {
        Key = key;
        Protocol = preset.Protocol;
        Framing = workload.Stream ? Protocol.Framing : null;
        Address = preset.Endpoint(target.BaseUrl, target.Model, IsStreamed);
        Body = Protocol.Encode(target.Model, workload with { Stream = IsStreamed }, preset.Dialect);
        Timeouts = workload.Timeouts;
        PromptBytes = workload.Messages.Sum(message => (long)Encoding.UTF8.GetByteCount(message.Content));
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

    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>How the stream is framed; null when none is asked for, be it that the protocol has none.</summary>
    public Framing? Framing { get; }

    public bool IsStreamed => Framing is not null;

    public Timeouts Timeouts { get; }

    /// <summary>The UTF-8 bytes of all messages, from which the prompt's tokens are estimated.</summary>
    public long PromptBytes { get; }

    /// <summary>Makes a message, which may be sent again and again, one at a time.</summary>
    public HttpRequestMessage NewMessage(Action sending)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, Address)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new MeasuredContent(Body, sending),
        };
        foreach (var (name, value) in _headers)
            message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }
}

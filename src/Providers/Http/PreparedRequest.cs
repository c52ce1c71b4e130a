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
    /// <summary>The header that is written before all others.</summary>
    public const string FirstHeader = "User-Agent";

    private readonly List<KeyValuePair<string, string>>[] _headers;
    private readonly IReadOnlyList<ApiKey> _keys;
    private readonly Target _target;
    private readonly Workload _workload;
    private readonly Preset _preset;

    public PreparedRequest(Target target, Workload workload, IReadOnlyList<ApiKey> keys, Preset preset)
    {
        _keys = keys;
        Protocol = preset.Protocol;
        Framing = workload.Stream ? Protocol.Framing : null;
        Address = preset.Endpoint(target.BaseUrl, target.Model, IsStreamed);
        Tokenizer = TokenizerBook.For(target);
        Timeouts = workload.Timeouts;
        (_target, _workload, _preset) = (target, workload with { Stream = IsStreamed }, preset);
        _headers = [.. keys.Select(HeadersWith)];

        List<KeyValuePair<string, string>> HeadersWith(ApiKey key) =>
        [
            new(FirstHeader, "apibench"),
            new("Accept", Framing?.MediaType ?? "application/json"),
            .. preset.Dialect.KeyHeader is { } header
                ? key.IsNone ? [] : [new(header, key.Reveal())]
                : preset.Protocol.Headers(key),
        ];
    }

    /// <summary>How many keys requests may be sent with; at least one.</summary>
    public int Keys => _keys.Count;

    public IWireProtocol Protocol { get; }

    public Uri Address { get; private set; }

    /// <summary>What is asked whom.</summary>
    public Operation Operation => new(
        Protocol.Operation, _preset.TelemetryName ?? _preset.PricedAs ?? _preset.Name, _target.Model, Address.Host, Address.Port);

    /// <summary>How the stream is framed; null when none is asked for, be it that the protocol has none.</summary>
    public Framing? Framing { get; }

    public bool IsStreamed => Framing is not null;

    /// <summary>The version of HTTP that it is sent in.</summary>
    public HttpChoice Http => _target.Http;

    public Timeouts Timeouts { get; }

    /// <summary>Counts tokens where the provider does not.</summary>
    public ITokenizer Tokenizer { get; }

    /// <summary>Encodes a prompt.</summary>
    public PreparedPrompt Prepare(Prompt prompt)
    {
        var body = Protocol.Encode(_target.Model, _workload with { Messages = prompt.Messages, MaxTokens = prompt.MaxTokens }, _preset.Dialect);
        return new PreparedPrompt(
            _workload.Extra is { } extra ? JsonBody.Merge(body, extra) : body,
            prompt.Tokens ?? prompt.Messages.Sum(message => (long)Tokenizer.Count(message.Content)));
    }

    /// <summary>After how many events with content the answer is given up; null reads it to its end.</summary>
    public int? GivesUpAfterEvents { get; private init; }

    /// <summary>True when the answer's text is to be kept.</summary>
    public bool KeepsText { get; private init; }

    /// <summary>The same request in another way.</summary>
    public PreparedRequest With(RequestVariation variation)
    {
        var target = variation.Model is { } model ? _target with { Model = model } : _target;
        var varied = new PreparedRequest(target, _workload with { Stream = variation.Stream ?? _workload.Stream }, variation.Key is { } own ? [own] : _keys, _preset)
        {
            GivesUpAfterEvents = variation.GivesUpAfterEvents,
            KeepsText = variation.KeepsText,
        };
        if (variation.PathSuffix is { } suffix)
            varied.Address = new UriBuilder(varied.Address) { Path = varied.Address.AbsolutePath + suffix }.Uri;
        return varied;
    }

    /// <summary>Encodes what a variation asks.</summary>
    public PreparedPrompt PrepareOwn(RequestVariation variation)
    {
        var messages = variation.Messages ?? _workload.Messages;
        var prompt = Prepare(new Prompt(messages, variation.MaxTokens ?? _workload.MaxTokens)
        {
            // Counted exactly, the longest prompts would hold up whoever sends them.
            Tokens = messages.Sum(message => (long)message.Content.Length) / ProbeLoad.BytesPerToken,
        });
        return variation.IsCutShort ? new PreparedPrompt(prompt.Body[..(prompt.Body.Length / 2)], prompt.Tokens) : prompt;
    }

    /// <summary>Takes every key out of a text that came from elsewhere.</summary>
    public string Redact(string text)
    {
        foreach (var key in _keys)
            text = key.Redact(text);
        return text;
    }

    /// <summary>Makes a message with one of the keys, which may be sent again and again, one at a time, with what its <see cref="MeasuredContent"/> is given to carry.</summary>
    /// <param name="key">Which key.</param>
    /// <param name="timeline">Where it is noted how the message gets on its way.</param>
    /// <param name="sending">Called just before it is written.</param>
    public HttpRequestMessage NewMessage(int key, Timeline timeline, Action sending)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, Address)
        {
            Version = Http is HttpChoice.Version2 ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new MeasuredContent(timeline, sending, areHeadersApart: Http is HttpChoice.Version2),
        };
        foreach (var (name, value) in _headers[key])
            message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }
}

using System.Diagnostics;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Errors;
using AkkaApiBench.Providers.Limits;
using AkkaApiBench.Providers.Prompts;

namespace AkkaApiBench.Providers.Http;

/// <summary>Sends requests one after the other, with buffers of its own. Not for several threads at a time.</summary>
public sealed class LlmLane : IDisposable
{
    private const int LongestMessage = 300;
    private const int LongestWord = 100;

    private readonly HttpMessageInvoker _http;
    private readonly PreparedRequest _request;
    private readonly bool _readsRateLimits;
    private readonly Timeline _timeline = new();
    private readonly Deadline _deadline = new();
    private readonly AnswerReader _reader;
    private readonly HttpRequestMessage?[] _messages;

    internal LlmLane(HttpMessageInvoker http, PreparedRequest request, bool readsRateLimits)
    {
        (_http, _request, _readsRateLimits) = (http, request, readsRateLimits);
        _reader = new AnswerReader(request, _timeline, _deadline);
        _messages = new HttpRequestMessage?[request.Keys];
        // Until an answer has shown that its provider counts.
        _reader.Answer.Text.IsKept = true;
    }

    /// <summary>When each content event of the last request arrived, in ticks of <see cref="Stopwatch"/>; void with the next request.</summary>
    public ReadOnlySpan<long> ChunkTimes => _timeline.ContentTimes;

    /// <summary>
    /// Sends a request and reads the answer to its end. Whatever server and network do is told by the record, not thrown.
    /// </summary>
    /// <param name="due">When it should be sent, in ticks of <see cref="Stopwatch"/>; 0 without a schedule.</param>
    /// <param name="prompt">What it asks, prepared by the lane's client.</param>
    /// <param name="stop">Gives the request up.</param>
    public ValueTask<RequestRecord> SendAsync(long due, PreparedPrompt prompt, CancellationToken stop) => SendAsync(due, prompt, 0, stop);

    /// <summary>
    /// Sends a request with one of the target's keys and reads the answer to its end. Whatever server and network do is told
    /// by the record, not thrown.
    /// </summary>
    /// <param name="due">When it should be sent, in ticks of <see cref="Stopwatch"/>; 0 without a schedule.</param>
    /// <param name="prompt">What it asks, prepared by the lane's client.</param>
    /// <param name="key">Which key, as a position in <see cref="Target.Keys"/>.</param>
    /// <param name="stop">Gives the request up.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<RequestRecord> SendAsync(long due, PreparedPrompt prompt, int key, CancellationToken stop)
    {
        _timeline.Begin(due);
        _reader.Reset();
        var message = _messages[key] ??= _request.NewMessage(key, _timeline, OnSending);
        ((MeasuredContent)message.Content!).Carry(prompt.Body);
        HttpResponseMessage? response = null;
        Failure? failure;
        try
        {
            var ended = _deadline.Begin(stop);
            _deadline.Set(ErrorKind.TimeoutConnect, _request.Timeouts.Connect);
            response = await _http.SendAsync(message, ended).ConfigureAwait(false);
            _timeline.NoteHeaders();
            failure = await _reader.ReadAsync(response, ended).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _timeline.NoteFailure();
            failure = _deadline.Passed is { } reason ? OfDeadline(reason) : Failures.OfException(e, response is not null);
            // The handler may not be done with the message yet.
            _messages[key] = null;
        }

        // What is not read to its end is closed by this, so that nothing of it reaches the next request.
        response?.Dispose();
        _deadline.End();
        return Record(prompt, response, failure);
    }

    /// <summary>Gives the buffers back. No request may be under way.</summary>
    public void Dispose()
    {
        foreach (var message in _messages)
            message?.Dispose();
        _reader.Dispose();
        _deadline.Dispose();
    }

    private void OnSending()
    {
        var timeouts = _request.Timeouts;
        if (_request.IsStreamed && timeouts.FirstToken < timeouts.Total)
            _deadline.Set(ErrorKind.TimeoutFirstToken, timeouts.FirstToken);
        else
            _deadline.Set(ErrorKind.TimeoutTotal, timeouts.Total);
        _timeline.NoteSending();
    }

    private Failure OfDeadline(ErrorKind reason) => new(reason, null, reason switch
    {
        ErrorKind.TimeoutConnect => $"no connection within {Durations.Format(_request.Timeouts.Connect)}",
        ErrorKind.TimeoutFirstToken => $"no content within {Durations.Format(_request.Timeouts.FirstToken)}",
        ErrorKind.TimeoutTotal => $"not complete within {Durations.Format(_request.Timeouts.Total)}",
        _ => "stopped",
    });

    private RequestRecord Record(PreparedPrompt prompt, HttpResponseMessage? response, Failure? failure)
    {
        var answer = _reader.Answer;
        var headers = response?.Headers.NonValidated;
        var isFailed = failure is not null;
        var now = _timeline.Sent == 0 || isFailed ? TimeProvider.System.GetUtcNow() : _timeline.SentAt;
        var (tokens, source) = TokenCount.Of(answer, _timeline.ContentEvents, prompt.Tokens, _request.Tokenizer, isFailed);
        if (!isFailed && !_request.KeepsText)
            answer.Text.IsKept = source is not TokenSource.Usage;
        return new RequestRecord
        {
            StartedAt = _timeline.Sent == 0 ? now : _timeline.SentAt,
            Connection = _timeline.Connection,
            Due = _timeline.Due,
            Sent = _timeline.Sent,
            Written = _timeline.Written,
            HeadersRead = _timeline.Headers,
            FirstContent = _timeline.FirstContent,
            FirstAnswer = _timeline.FirstAnswer,
            End = _timeline.End,
            ContentEvents = _timeline.ContentEvents,
            Tokens = tokens,
            TokenSource = source,
            Error = failure?.Kind,
            ErrorCode = Clean(failure?.Code, LongestWord),
            ErrorType = Clean(failure?.Type, LongestWord),
            ErrorMessage = Clean(failure?.Message, LongestMessage),
            Http = response is null ? HttpVersions.None : VersionOf(response.Version),
            Status = response is null ? 0 : (int)response.StatusCode,
            RetryAfter = failure is null ? null : (headers is { } of ? RateLimitHeaders.RetryAfter(of, now) : null) ?? failure.RetryAfter,
            RateLimits = (isFailed || _readsRateLimits) && headers is { } from ? RateLimitHeaders.Read(from, now) : null,
            Text = _request.KeepsText ? answer.Text.Read() : null,
            FinishReason = Clean(answer.FinishReason, LongestWord),
            ResponseModel = Clean(answer.Model, LongestWord),
            RequestId = headers is { } with ? Clean(RequestId(with), LongestWord) : null,
        };
    }

    /// <summary>Makes a text from elsewhere fit to be kept: without the key, on one line, and short.</summary>
    private string? Clean(string? text, int longest)
    {
        if (string.IsNullOrEmpty(text))
            return null;

        // The keys go first: cut in two one would not be found.
        text = _request.Redact(text);
        if (text.AsSpan().ContainsAnyInRange('\0', '\u001f'))
            text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(WithoutControls));
        return text.Length <= longest ? text : $"{text.AsSpan(0, longest - 1)}…";
    }

    private static HttpVersions VersionOf(Version version) => (version.Major, version.Minor) switch
    {
        (1, 0) => HttpVersions.Http10,
        (1, _) => HttpVersions.Http11,
        _ => HttpVersions.Http2,
    };

    private static string WithoutControls(string word) => string.Concat(word.Where(c => !char.IsControl(c)));

    private static string? RequestId(HttpHeadersNonValidated headers) =>
        headers.TryGetValues("x-request-id", out var values) || headers.TryGetValues("request-id", out values) ? values.ToString() : null;
}

using System.Runtime.CompilerServices;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Providers.Errors;
using AkkaApiBench.Providers.Protocols;
using AkkaApiBench.Providers.Streams;

namespace AkkaApiBench.Providers.Http;

/// <summary>Reads a response to its end, and tells what was wrong with it.</summary>
internal sealed class AnswerReader(PreparedRequest request, Timeline timeline, Deadline deadline) : IDisposable
{
    private const int LargestBody = 64 * 1024 * 1024;
    private const int LargestErrorBody = 64 * 1024;

    // How long a connection may still be busy after the end of an answer before it is given up.
    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(2);

    private readonly ReadBuffer _buffer = new();
    private IEventReader? _events;

    /// <summary>What was read of the answer.</summary>
    public Answer Answer { get; } = new();

    private bool IsGivenUp => timeline.ContentEvents >= request.GivesUpAfterEvents;

    /// <summary>Begins with a new answer.</summary>
    public void Reset()
    {
        _buffer.Clear();
        Answer.Reset();
    }

    /// <summary>Reads a response; null when the answer is complete and right.</summary>
    /// <remarks>
    /// What the response says it is decides how it is read: JSON in answer to a request for a stream may be an error,
    /// and is <see cref="ErrorKind.MalformedResponse"/> otherwise, for a stream was asked for and its times are the result.
    /// A stream in answer to a request for JSON is no JSON, and so malformed as well.
    /// </remarks>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Failure?> ReadAsync(HttpResponseMessage response, CancellationToken stop)
    {
        var status = (int)response.StatusCode;
        var stream = response.Content.ReadAsStream(CancellationToken.None);
        switch (status)
        {
            case >= 400:
                return Failures.OfStatus(status, await ReadErrorAsync(stream, stop).ConfigureAwait(false));
            case >= 300:
                return Failures.OfRedirect(status, response.Headers.Location);
        }

        if (request.Framing is { } framing && !IsJson(response))
            return await ReadStreamAsync(stream, framing, stop).ConfigureAwait(false);

        await ReadToEndAsync(stream, LargestBody, stop).ConfigureAwait(false);
        if (_buffer.Unread.Length > LargestBody)
            throw new MalformedAnswerException($"an answer of more than {LargestBody / 1024 / 1024} MB");
        request.Protocol.ReadBody(_buffer.Unread, Answer);
        return Answer.Failure ?? Answer.Filtered ?? (request.IsStreamed
            ? new Failure(ErrorKind.MalformedResponse, null, "a stream was asked for, and one JSON document came") : null);
    }

    /// <inheritdoc/>
    public void Dispose() => _buffer.Dispose();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Failure?> ReadStreamAsync(Stream stream, Framing framing, CancellationToken stop)
    {
        _events ??= framing.ReaderOf(_buffer);
        _events.Reset();
        while (await stream.ReadAsync(_buffer.Room(), stop).ConfigureAwait(false) is > 0 and var count)
        {
            timeline.NoteRead();
            _buffer.Wrote(count);
            ReadEvents(_events);
            if (IsGivenUp && !Answer.IsOver)
                return new Failure(ErrorKind.Cancelled, null, "given up by the client in the middle of the answer");
            if (Answer.IsOver)
            {
                await DrainAsync(stream, stop).ConfigureAwait(false);
                break;
            }
        }

        var isComplete = Answer.IsComplete || (Answer.FinishReason is not null && request.Protocol.FinishReasonEnds);
        return Answer.Failure ?? Answer.Filtered ?? (isComplete
            ? null : new Failure(ErrorKind.TruncatedStream, null, "the stream ended without the protocol's end"));
    }

    private void ReadEvents(IEventReader events)
    {
        while (!Answer.IsOver && !IsGivenUp && events.TryRead(out var next))
        {
            var content = Answer.ReadEvent(request.Protocol, next);
            if (content is Content.None)
                continue;
            if (timeline.FirstContent == 0)
                deadline.Set(ErrorKind.TimeoutTotal, timeline.Left(request.Timeouts.Total));
            timeline.NoteContent(content);
        }
    }

    /// <summary>Reads what follows the answer's end, so that the connection can be used again; it is closed when that fails.</summary>
    private async ValueTask DrainAsync(Stream stream, CancellationToken stop)
    {
        try
        {
            var rest = stream.ReadAsync(_buffer.Room(), stop);
            if (!rest.IsCompleted)
                deadline.Set(ErrorKind.TimeoutTotal, DrainPatience);
            while (await rest.ConfigureAwait(false) > 0)
                rest = stream.ReadAsync(_buffer.Room(), stop);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or HttpRequestException)
        {
            // The answer was complete before.
        }
    }

    private async ValueTask<ErrorBody> ReadErrorAsync(Stream stream, CancellationToken stop)
    {
        try
        {
            await ReadToEndAsync(stream, LargestErrorBody, stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or HttpRequestException)
        {
            // The status says enough.
        }

        return _buffer.Unread.IsEmpty ? ErrorBody.Empty : ErrorBody.Parse(_buffer.Unread);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ReadToEndAsync(Stream stream, int largest, CancellationToken stop)
    {
        while (await stream.ReadAsync(_buffer.Room(), stop).ConfigureAwait(false) is > 0 and var count)
        {
            timeline.NoteRead();
            _buffer.Wrote(count);
            if (_buffer.Unread.Length > largest)
                return;
        }
    }

    private static bool IsJson(HttpResponseMessage response)
    {
        if (!response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values))
            return false;
        foreach (var value in values)
            return value.StartsWith("application/json", StringComparison.OrdinalIgnoreCase);
        return false;
    }
}

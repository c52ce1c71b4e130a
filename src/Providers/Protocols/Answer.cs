using System.Buffers;
using System.Text.Json;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Providers.Errors;
using AkkaApiBench.Providers.Streams;

namespace AkkaApiBench.Providers.Protocols;

/// <summary>What has been read of one answer; reused from request to request.</summary>
internal sealed class Answer
{
    private readonly EventShape _shape = new();
    private Content _content;
    private string? _lastModel;
    private int _texts;
    private int _textStart;
    private int _textLength;
    private bool _isPlain;

    /// <summary>Why generation ended, in the provider's word.</summary>
    public string? FinishReason { get; private set; }

    /// <summary>The model that answers, in the provider's word; null when it did not say.</summary>
    public string? Model { get; private set; }

    /// <summary>True when the protocol's end was seen.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>What went wrong according to the answer itself.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Set when the provider withheld the answer for its content; the stream still runs to its end.</summary>
    public Failure? Filtered { get; private set; }

    /// <summary>The usage so far; null where nothing was told.</summary>
    public Usage Usage { get; private set; }

    /// <summary>UTF-8 bytes of generated text in an answer that was not streamed.</summary>
    public long TextBytes { get; private set; }

    /// <summary>The generated text, where it is kept.</summary>
    public AnswerText Text { get; } = new();

    /// <summary>True when nothing more is to be learned from the rest of the stream.</summary>
    public bool IsOver => IsComplete || Failure is not null;

    /// <summary>Begins with a new answer.</summary>
    public void Reset()
    {
        (FinishReason, Model, IsComplete, Failure, Filtered, Usage, TextBytes) = (null, null, false, null, null, default, 0);
        Text.Reset();
        BeginEvent();
    }

    /// <summary>Reads one event of a stream and tells what content it has.</summary>
    public Content ReadEvent(IWireProtocol protocol, StreamEvent next)
    {
        if (next.Type.SequenceEqual("error"u8))
        {
            Fail(ErrorBody.Parse(next.Data).ToFailure());
            return Content.None;
        }

        if (_shape.Fits(next.Data))
        {
            Text.Add(_shape.TextOf(next.Data));
            return _shape.Content;
        }

        BeginEvent();
        protocol.ReadEvent(next.Data, this);
        if (_texts == 1 && _isPlain)
            _shape.Learn(next.Data, _textStart, _textLength, _content);
        return _content;
    }

    /// <summary>Takes the string that <paramref name="reader"/> stands on as generated text; an empty one or null is none.</summary>
    public void AddText(ref Utf8JsonReader reader, Content content)
    {
        if (reader.TokenType is not JsonTokenType.String)
        {
            reader.Skip();
            return;
        }

        if (reader.ValueSpan.IsEmpty)
            return;

        _content = (Content)Math.Max((int)_content, (int)content);
        _texts++;
        _textStart = (int)reader.TokenStartIndex + 1;
        _textLength = reader.ValueSpan.Length;
        Text.Add(reader.ValueSpan);
        TextBytes += reader.ValueIsEscaped ? UnescapedLength(ref reader) : _textLength;
    }

    /// <summary>Takes the string that <paramref name="reader"/> stands on as the finish reason; null is none.</summary>
    public void Finish(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not JsonTokenType.String)
        {
            reader.Skip();
            return;
        }

        _isPlain = false;
        FinishReason = FinishReasons.Read(ref reader);
        if (FinishReasons.IsFiltered(FinishReason))
            Refuse(FinishReason);
    }

    /// <summary>Takes the property's value as the name of the model that answers; it is mostly that of the answer before.</summary>
    public void NoteModel(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.String)
            Model = _lastModel is { } last && reader.ValueTextEquals(last) ? last : _lastModel = reader.GetString();
        else
            reader.Skip();
    }

    /// <summary>Notes that prompt or answer was refused for its content.</summary>
    public void Refuse(string code)
    {
        _isPlain = false;
        Filtered = new Failure(ErrorKind.ContentFiltered, code, "the provider filtered or refused the answer");
    }

    /// <summary>Takes usage figures over those known before.</summary>
    public void Merge(Usage usage)
    {
        _isPlain = false;
        Usage = Usage.Merge(usage);
    }

    /// <summary>Notes the protocol's end.</summary>
    public void Complete()
    {
        _isPlain = false;
        IsComplete = true;
    }

    /// <summary>Notes a failure; the first one stands.</summary>
    public void Fail(Failure failure)
    {
        _isPlain = false;
        Failure ??= failure;
    }

    private void BeginEvent() => (_content, _texts, _isPlain) = (Content.None, 0, true);

    private static int UnescapedLength(ref Utf8JsonReader reader)
    {
        var scratch = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        var length = reader.CopyString(scratch);
        ArrayPool<byte>.Shared.Return(scratch);
        return length;
    }
}

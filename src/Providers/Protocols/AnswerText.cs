using System.Text.Json;

namespace AkkaApiBench.Providers.Protocols;

/// <summary>
/// The generated text of an answer, kept only where it may have to be counted: bytes of JSON strings as they came, put together
/// and read when the answer is over. The buffer is reused from answer to answer.
/// </summary>
internal sealed class AnswerText
{
    private const int Longest = 4 * 1024 * 1024;

    // The first byte is the quote that opens the string.
    private byte[] _json = [];
    private int _length;
    private bool _isCut;

    /// <summary>True to keep what is added.</summary>
    public bool IsKept { get; set; }

    /// <summary>Begins with a new answer.</summary>
    public void Reset() => (_length, _isCut) = (0, !IsKept);

    /// <summary>Adds what stands between the quotes of a JSON string.</summary>
    public void Add(ReadOnlySpan<byte> json)
    {
        if (_isCut)
            return;
        if (_length + json.Length + 2 > _json.Length && !Grow(json.Length + 2))
            return;
        if (_length == 0)
            _json[_length++] = (byte)'"';
        json.CopyTo(_json.AsSpan(_length));
        _length += json.Length;
    }

    /// <summary>The text; null when it was not kept, or is too long or not well formed.</summary>
    public string? Read()
    {
        if (_isCut)
            return null;
        if (_length == 0)
            return "";

        _json[_length] = (byte)'"';
        try
        {
            var reader = new Utf8JsonReader(_json.AsSpan(0, _length + 1));
            reader.Read();
            return reader.GetString();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private bool Grow(int more)
    {
        _isCut = _length + more > Longest;
        if (!_isCut)
            Array.Resize(ref _json, Math.Max(1024, Math.Max(_length + more, _json.Length * 2)));
        return !_isCut;
    }
}

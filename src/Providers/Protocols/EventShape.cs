using System.Buffers;

namespace AkkaApiBench.Providers.Protocols;

/// <summary>
/// What the content events of one stream have in common. They mostly differ in one string only; so an event that has
/// the bytes around it of one that was parsed is known to mean the same, and is not parsed again.
/// </summary>
internal sealed class EventShape
{
    // Longer surroundings are not worth to be remembered.
    private const int Longest = 2048;
    private const byte Quote = (byte)'"';
    private static readonly SearchValues<byte> NotPlain = SearchValues.Create("\"\\"u8);

    private byte[] _around = new byte[512];
    private int _before;
    private int _after;

    /// <summary>What content an event of this shape has.</summary>
    public Content Content { get; private set; }

    /// <summary>Remembers the bytes around the string of <paramref name="length"/> bytes at <paramref name="start"/>.</summary>
    public void Learn(ReadOnlySpan<byte> data, int start, int length, Content content)
    {
        var around = data.Length - length;
        if (around > Longest)
            return;
        if (around > _around.Length)
            _around = new byte[Longest];

        (_before, _after, Content) = (start, around - start, content);
        data[..start].CopyTo(_around);
        data[(start + length)..].CopyTo(_around.AsSpan(start));
    }

    /// <summary>The string in which <paramref name="data"/>, which fit, differ, without its quotes.</summary>
    public ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> data) => data[_before..^_after];

    /// <summary>True when <paramref name="data"/> differ from what was learned in that one string only, which is not empty.</summary>
    public bool Fits(ReadOnlySpan<byte> data) =>
        _before > 0
        && data.Length > _before + _after
        && data.StartsWith(_around.AsSpan(0, _before))
        && data.EndsWith(_around.AsSpan(_before, _after))
        && IsOneString(data[_before..^_after]);

    /// <summary>True when <paramref name="text"/> can stand between two quotes of JSON without ending the string.</summary>
    private static bool IsOneString(ReadOnlySpan<byte> text)
    {
        while (text.IndexOfAny(NotPlain) is >= 0 and var at)
        {
            if (text[at] == Quote || at + 1 >= text.Length)
                return false;
            text = text[(at + 2)..];
        }

        return true;
    }
}

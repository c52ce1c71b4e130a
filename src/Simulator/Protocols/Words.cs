using System.Buffers;
using System.Text;

namespace AkkaApiBench.Simulator.Protocols;

/// <summary>What answers are made of: one word is one token, and none needs escaping in JSON.</summary>
internal static class Words
{
    private static readonly byte[][] All =
    [
        .. """
        the of and a to in is that it was for on are as with his they at be this from have or by one had not but what all were
        when we there can an your which their said if do will each about how up out them then she many some so these would other
        into has more her two like him see time could no make than first been its who now people my made over did down only way
        find use may water long little very after words called just where most know
        """.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(word => Encoding.ASCII.GetBytes(" " + word)),
    ];

    /// <summary>A token with the space before it; the first of a text has none.</summary>
    public static ReadOnlySpan<byte> At(int offset, int index, bool first)
    {
        var word = All[(offset + index * 7) % All.Length];
        return first ? word.AsSpan(1) : word;
    }

    /// <summary>The text of several tokens.</summary>
    public static string Text(int offset, Range tokens, int count)
    {
        var (start, length) = tokens.GetOffsetAndLength(count);
        var text = new StringBuilder(length * 6);
        for (var i = 0; i < length; i++)
            text.Append(Encoding.ASCII.GetString(At(offset, start + i, i == 0)));
        return text.ToString();
    }

    /// <summary>Writes three pieces as one, so that a token is one chunk of the response.</summary>
    public static void Write(this IBufferWriter<byte> output, ReadOnlySpan<byte> before, ReadOnlySpan<byte> word, ReadOnlySpan<byte> after)
    {
        var span = output.GetSpan(before.Length + word.Length + after.Length);
        before.CopyTo(span);
        word.CopyTo(span[before.Length..]);
        after.CopyTo(span[(before.Length + word.Length)..]);
        output.Advance(before.Length + word.Length + after.Length);
    }

    /// <summary>Writes text as UTF-8.</summary>
    public static void Write(this IBufferWriter<byte> output, string text) => Encoding.UTF8.GetBytes(text, output);
}

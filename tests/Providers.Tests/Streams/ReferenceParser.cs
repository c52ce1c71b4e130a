using System.Text;

namespace AkkaApiBench.Providers.Tests.Streams;

/// <summary>The standard's rules word by word, on text that is there as a whole.</summary>
internal static class ReferenceParser
{
    public static List<(string Type, string Data)> Parse(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        if (text.StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal))
            text = text[3..];

        var events = new List<(string, string)>();
        var data = new StringBuilder();
        var type = "";
        foreach (var line in CompleteLines(text))
        {
            if (line.Length == 0)
            {
                if (data.Length > 0)
                    events.Add((type, data.ToString(0, data.Length - 1)));
                data.Clear();
                type = "";
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon == 0)
                continue;
            var field = colon < 0 ? line : line[..colon];
            var value = colon < 0 ? "" : line[(colon + 1)..];
            if (value.StartsWith(' '))
                value = value[1..];
            if (field == "data")
                data.Append(value).Append('\n');
            else if (field == "event")
                type = value;
        }

        return events;
    }

    private static IEnumerable<string> CompleteLines(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('\r' or '\n'))
                continue;
            yield return text[start..i];
            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
                i++;
            start = i + 1;
        }
    }
}

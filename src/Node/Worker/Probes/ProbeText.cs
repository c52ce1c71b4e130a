namespace AkkaApiBench.Node.Worker.Probes;

/// <summary>
/// Prompts of a given number of words. Each word has three letters and is followed by a space, four bytes in all, and is a
/// token of its own in every usual vocabulary.
/// </summary>
internal static class ProbeText
{
    private static readonly string[] Words =
    [
        "the", "and", "for", "you", "not", "are", "but", "had", "his", "her", "was", "one", "our", "out", "day", "get", "has", "him", "how",
        "man", "new", "now", "old", "see", "two", "way", "who", "boy", "did", "its", "let", "put", "say", "she", "too", "use", "all",
    ];

    /// <summary>A text of a number of words. Texts of different numbers differ from their first words on, so that no cache of prefixes helps.</summary>
    /// <param name="words">How many words.</param>
    /// <param name="number">Which text of that length.</param>
    public static string Of(int words, int number) => string.Create(Math.Max(0, 4 * words - 1), number, static (text, number) =>
    {
        // Two digits of the number in base 37 begin the text; the rest goes through the words in one of 36 orders.
        var step = 1 + number % (Words.Length - 1);
        for (var index = 0; 4 * index < text.Length; index++)
        {
            var word = index switch
            {
                0 => number % Words.Length,
                1 => number / Words.Length % Words.Length,
                _ => (int)((number + (long)index * step) % Words.Length),
            };
            Words[word].CopyTo(text[(4 * index)..]);
            if (4 * index + 3 < text.Length)
                text[4 * index + 3] = ' ';
        }
    });
}

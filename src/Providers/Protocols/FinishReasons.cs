using System.Text;
using System.Text.Json;

namespace AkkaApiBench.Providers.Protocols;

/// <summary>Reads why generation ended, without a new string for the usual words.</summary>
internal static class FinishReasons
{
    private static readonly (byte[] Utf8, string Text)[] Usual =
    [
        .. new[]
        {
            "stop", "end_turn", "length", "max_tokens", "tool_calls", "tool_use", "stop_sequence", "content_filter", "refusal",
            "STOP", "MAX_TOKENS", "COMPLETE", "completed", "incomplete", "max_output_tokens",
            "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII",
        }.Select(text => (Encoding.UTF8.GetBytes(text), text)),
    ];

    public static string Read(ref Utf8JsonReader reader)
    {
        foreach (var (utf8, text) in Usual)
        {
            if (reader.ValueTextEquals(utf8))
                return text;
        }

        return reader.GetString()!;
    }

    /// <summary>True when the provider withheld the answer for its content.</summary>
    public static bool IsFiltered(string reason) => reason is "content_filter" or "refusal"
        or "SAFETY" or "RECITATION" or "BLOCKLIST" or "PROHIBITED_CONTENT" or "SPII";
}

using System.Text.Json;
using AkkaApiBench.Providers.Errors;

namespace AkkaApiBench.Providers.Protocols;

/// <summary>Walking through JSON forward only: each method moves to the next token and tells what it is.</summary>
internal static class JsonWalk
{
    /// <summary>Enters the document's object.</summary>
    /// <exception cref="MalformedAnswerException">The document is something else.</exception>
    public static void EnterDocument(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
            throw new MalformedAnswerException("the answer is JSON, but no object");
    }

    /// <summary>Makes sure that nothing follows the document.</summary>
    /// <exception cref="JsonException">Something does.</exception>
    public static void LeaveDocument(ref Utf8JsonReader reader) => reader.Read();

    /// <summary>Moves to the next property of the object; false at its end.</summary>
    public static bool NextProperty(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType is JsonTokenType.PropertyName;

    /// <summary>Moves to the next item of the array; false at its end.</summary>
    public static bool NextItem(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType is not JsonTokenType.EndArray;

    /// <summary>Moves to the property's value; true when it is an object, else it is passed over.</summary>
    public static bool EntersObject(ref Utf8JsonReader reader) => Enters(ref reader, JsonTokenType.StartObject);

    /// <summary>Moves to the property's value; true when it is an array, else it is passed over.</summary>
    public static bool EntersArray(ref Utf8JsonReader reader) => Enters(ref reader, JsonTokenType.StartArray);

    /// <summary>Stands on an array's item; true when it is an object, else it is passed over.</summary>
    public static bool IsObject(ref Utf8JsonReader reader) => Is(ref reader, JsonTokenType.StartObject);

    /// <summary>Passes over the property's value; true when it was not null.</summary>
    public static bool SkipsSomething(ref Utf8JsonReader reader)
    {
        reader.Read();
        var something = reader.TokenType is not JsonTokenType.Null;
        reader.Skip();
        return something;
    }

    /// <summary>Moves past the property's value; true when it was this string.</summary>
    public static bool IsText(ref Utf8JsonReader reader, ReadOnlySpan<byte> text)
    {
        reader.Read();
        var equal = reader.TokenType is JsonTokenType.String && reader.ValueTextEquals(text);
        reader.Skip();
        return equal;
    }

    /// <summary>Moves past the property's value; true when it was true.</summary>
    public static bool IsTrue(ref Utf8JsonReader reader)
    {
        reader.Read();
        var isTrue = reader.TokenType is JsonTokenType.True;
        reader.Skip();
        return isTrue;
    }

    /// <summary>Moves to the property's value; null when it is no whole number from 0 up.</summary>
    public static long? Count(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.Number && reader.TryGetInt64(out var count) && count >= 0)
            return count;
        reader.Skip();
        return null;
    }

    /// <summary>Moves to the property's value, an object, and reads one count of it; null when that is not there.</summary>
    public static long? CountIn(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (!EntersObject(ref reader))
            return null;

        long? count = null;
        while (NextProperty(ref reader))
        {
            if (reader.ValueTextEquals(name))
                count = Count(ref reader);
            else
                reader.Skip();
        }

        return count;
    }

    private static bool Enters(ref Utf8JsonReader reader, JsonTokenType type)
    {
        reader.Read();
        return Is(ref reader, type);
    }

    private static bool Is(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (reader.TokenType == type)
            return true;
        reader.Skip();
        return false;
    }
}

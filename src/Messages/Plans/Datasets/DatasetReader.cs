using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AkkaApiBench.Messages.Plans.Datasets;

/// <summary>One thing wrong with a data set.</summary>
/// <param name="Record">Which conversation, from 1: of JSON lines the line.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Allowed">What may stand there.</param>
internal sealed record DatasetError(int Record, string Value, string Allowed);

/// <summary>The conversations of a data set, or what is wrong with it.</summary>
/// <param name="Conversations">In the order of the file; not to be used when there are errors.</param>
/// <param name="Errors">The first errors.</param>
internal sealed record DatasetReading(ImmutableArray<Conversation> Conversations, IReadOnlyList<DatasetError> Errors);

/// <summary>
/// Reads data sets of conversations: JSON lines, or one JSON list, of OpenAI's messages or of ShareGPT's conversations. Records
/// in which no user says anything, as data sets that others collected have them, are passed over.
/// </summary>
/// <param name="format"><c>openai</c>, <c>sharegpt</c>, or <c>auto</c> to take either.</param>
/// <param name="turns">How many turns of a user to keep; null for a single request: ShareGPT's first turn, and all of OpenAI's up to the last of a user.</param>
internal sealed class DatasetReader(string format, int? turns)
{
    private const int MostErrors = 10;
    private const string OpenAi = "openai";
    private const string ShareGpt = "sharegpt";

    /// <summary>The names of the formats.</summary>
    public const string Names = $"auto, {OpenAi}, {ShareGpt}";

    private static readonly JsonDocumentOptions EachFieldOnce = new() { AllowDuplicateProperties = false };

    private readonly List<DatasetError> _errors = [];

    /// <summary>Reads a data set.</summary>
    /// <param name="text">The file.</param>
    /// <param name="sample">How many conversations to take, each as likely (Vitter's algorithm R); null for all.</param>
    /// <param name="seed">Which ones.</param>
    public DatasetReading Read(TextReader text, int? sample, long seed)
    {
        var random = RandomNumbers.Of(seed);
        var taken = new List<(int Record, Conversation Conversation)>();
        var seen = 0;
        foreach (var (record, node) in RecordsOf(text))
        {
            if (_errors.Count >= MostErrors)
                break;
            if (ReadRecord(record, node) is not { } conversation)
                continue;

            seen++;
            if (taken.Count < (sample ?? ConversationPacking.Most))
            {
                taken.Add((record, conversation));
            }
            else if (sample is null)
            {
                _errors.Add(new DatasetError(record, "one more conversation", string.Create(CultureInfo.InvariantCulture, $"at most {ConversationPacking.Most}; take some of them with sample")));
                break;
            }
            else if (random.Below(seen, seen) is var place && place < taken.Count)
            {
                taken[place] = (record, conversation);
            }
        }

        if (seen == 0 && _errors.Count == 0)
            _errors.Add(new DatasetError(1, "the end of the file", "at least one conversation in which a user says something"));
        return new DatasetReading([.. taken.OrderBy(one => one.Record).Select(one => one.Conversation)], _errors);
    }

    private Conversation? ReadRecord(int record, JsonNode? node)
    {
        var isOpenAi = node is JsonObject { } fields && fields.ContainsKey("messages");
        var isShareGpt = node is JsonObject { } others && others.ContainsKey("conversations");
        if (node is not JsonObject || !(isOpenAi || isShareGpt) || (format == OpenAi && !isOpenAi) || (format == ShareGpt && !isShareGpt))
        {
            _errors.Add(new DatasetError(record, ErrorText.Of(node), format switch
            {
                OpenAi => "{ messages: [{ role, content }, …] }",
                ShareGpt => "{ conversations: [{ from, value }, …] }",
                _ => "{ messages: [{ role, content }, …] } or { conversations: [{ from, value }, …] }",
            }));
            return null;
        }

        var reading = ConversationReader.Read(node);
        if (reading.Conversation is { } conversation)
            return Trim(conversation, turns ?? (isShareGpt && !isOpenAi ? 1 : int.MaxValue));
        if (!reading.IsEmpty)
            _errors.Add(new DatasetError(record, $"{reading.Path.TrimStart('.')}: {reading.Value}", reading.Allowed));
        return null;
    }

    /// <summary>Leaves out what would not be sent.</summary>
    private static Conversation Trim(Conversation conversation, int turns)
    {
        var ofUser = Enumerable.Range(0, conversation.Messages.Length).Where(index => conversation.Messages[index].Role == "user").Take(turns).ToList();
        return new Conversation(conversation.Messages[..(ofUser[^1] + 1)]);
    }

    private IEnumerable<(int Record, JsonNode? Node)> RecordsOf(TextReader text)
    {
        var number = 0;
        while (text.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (line.AsSpan().TrimStart().StartsWith("["))
            {
                foreach (var item in Parse(number, line + "\n" + text.ReadToEnd()) is JsonArray list ? list.Select((node, index) => (index + 1, node)) : [])
                    yield return item;
                yield break;
            }

            if (Parse(number, line) is { } record)
                yield return (number, record);
        }
    }

    private JsonNode? Parse(int record, string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: EachFieldOnce);
        }
        catch (JsonException error)
        {
            _errors.Add(new DatasetError(record, FormattableString.Invariant($"no JSON (line {error.LineNumber + 1}, column {error.BytePositionInLine + 1})"), "a JSON object a line, or one JSON list"));
            return null;
        }
    }
}

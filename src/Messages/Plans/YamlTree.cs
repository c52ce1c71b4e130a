using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AkkaApiBench.Messages.Plans;

/// <summary>
/// Turns YAML into the tree that JSON gives, so that one validator serves both. Depth and size are bounded while reading:
/// aliases make a small text into a huge tree, and deep nesting costs stack and quadratic time.
/// </summary>
internal sealed class YamlTree
{
    private const int MaxDepth = 32;
    private const int MaxNodes = 100_000;

    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, JsonNode?> _anchors = [];
    private int _nodes;

    private YamlTree(TextReader text) => _parser = new Parser(text);

    /// <summary>Reads one YAML document; null when there is none.</summary>
    /// <exception cref="YamlException">The text is not YAML, or not one document of mappings, lists and values.</exception>
    public static JsonNode? Parse(string text)
    {
        using var reader = new StringReader(text);
        return new YamlTree(reader).ReadStream();
    }

    private JsonNode? ReadStream()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            return null;

        _parser.Consume<DocumentStart>();
        var tree = ReadNode(depth: 0);
        _parser.Consume<DocumentEnd>();
        return _parser.Accept<StreamEnd>(out var end) ? tree : throw Wrong(_parser.Current ?? end, "more than one document");
    }

    private JsonNode? ReadNode(int depth)
    {
        var start = _parser.Consume<ParsingEvent>();
        Count(start, depth);
        if (start is AnchorAlias alias)
        {
            return _anchors.TryGetValue(alias.Value, out var target)
                ? Copy(target, alias, depth) : throw Wrong(alias, $"the alias *{ErrorText.OfName(alias.Value.Value)} stands for nothing");
        }

        JsonNode? tree = start switch
        {
            MappingStart => ReadMapping(depth),
            SequenceStart => ReadSequence(depth),
            Scalar scalar => Convert(scalar),
            _ => throw Wrong(start, "only mappings, lists and values are understood"),
        };
        if (start is NodeEvent { Anchor: { IsEmpty: false } anchor })
            _anchors[anchor] = tree;
        return tree;
    }

    private JsonObject ReadMapping(int depth)
    {
        var fields = new JsonObject();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.TryConsume<Scalar>(out var name))
                throw Wrong(_parser.Current, "a field's name must be text");
            if (fields.ContainsKey(name.Value))
                throw Wrong(name, $"the field {ErrorText.OfName(name.Value)} stands twice");
            fields.Add(name.Value, ReadNode(depth + 1));
        }

        return fields;
    }

    private JsonArray ReadSequence(int depth)
    {
        var items = new JsonArray();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadNode(depth + 1));
        return items;
    }

    private JsonNode? Copy(JsonNode? node, AnchorAlias alias, int depth)
    {
        Count(alias, depth);
        return node switch
        {
            JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Copy(field.Value, alias, depth + 1)))),
            JsonArray items => new JsonArray([.. items.Select(item => Copy(item, alias, depth + 1))]),
            _ => node?.DeepClone(),
        };
    }

    private void Count(ParsingEvent at, int depth)
    {
        if (depth > MaxDepth)
            throw Wrong(at, FormattableString.Invariant($"nested deeper than {MaxDepth} levels"));
        if (++_nodes > MaxNodes)
            throw Wrong(at, FormattableString.Invariant($"more than {MaxNodes} values, aliases written out"));
    }

    /// <summary>Plain scalars are typed as YAML's core schema says; quoted ones, and those tagged as text, are text.</summary>
    private static JsonValue? Convert(Scalar scalar)
    {
        var text = scalar.Value;
        if (scalar.Style is not ScalarStyle.Plain || scalar.Tag == "tag:yaml.org,2002:str")
            return JsonValue.Create(text);

        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
            _ when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };
    }

    private static YamlException Wrong(ParsingEvent? at, string message) => new(at?.Start ?? default, at?.End ?? default, message);
}
